using Nascent.Costs;
using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>A cost as a score: the baseline that a score has to beat.</summary>
internal sealed class CostScore(string metric, string help) : ZeroCostScore
{
    private readonly ICostModel _model = CostTable.Named(metric);

    public override string Name => metric;

    public override string Help => help;

    public override string Source => "a baseline";

    public override double? Of(Probe probe) => _model.Total(probe.Architecture);
}
