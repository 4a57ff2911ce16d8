using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>The cost models that need no device and no training.</summary>
public static class CostTable
{
    /// <summary>Every built-in model.</summary>
    public static readonly ImmutableArray<ICostModel> All = [new ParameterCount(), new MultiplyAdds(), new PeakMemory(), new TrainingWork()];

    /// <summary>The model of a metric.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static ICostModel Named(string metric) =>
        All.FirstOrDefault(model => model.Metric == metric) ?? throw NascentException.UnknownName("cost", metric, All.Select(model => model.Metric));

    /// <summary>The totals of a network by every built-in model.</summary>
    public static ImmutableSortedDictionary<string, double> Totals(Architecture architecture) =>
        All.ToImmutableSortedDictionary(model => model.Metric, model => model.Total(architecture), StringComparer.Ordinal);
}
