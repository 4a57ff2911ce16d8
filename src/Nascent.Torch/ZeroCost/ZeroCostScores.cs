using System.Collections.Immutable;
using Nascent.Torch.ZeroCost.Scores;

namespace Nascent.Torch.ZeroCost;

/// <summary>The table of scores that need no training.</summary>
public static class ZeroCostScores
{
    /// <summary>Every score, in the order they are listed: the baselines <c>params</c> and <c>macs</c> last.</summary>
    public static readonly ImmutableArray<ZeroCostScore> All =
    [
        new SynFlow(), new NasWot(), new JacobianCovariance(), new GradientNorm(), new Snip(), new Grasp(), new Fisher(), new ZenScore(), new EpeNas(), new WeightNorm(),
        new CostScore("params", "trainable parameters, as the graph is written"), new CostScore("macs", "multiply-accumulates of one sample, as the graph is written"),
    ];

    /// <summary>The score of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static ZeroCostScore Named(string name) =>
        All.FirstOrDefault(score => score.Name == name) ?? throw NascentException.UnknownName("zero-cost score", name, All.Select(score => score.Name));
}
