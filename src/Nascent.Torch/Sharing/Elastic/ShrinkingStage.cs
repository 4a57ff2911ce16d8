using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>One stage of the training of a once-for-all network: which sizes are open in it, and how it is trained.</summary>
/// <remarks>A step takes the largest network, and beside it networks whose open sizes are drawn. Each network has a resolution of its own, which is drawn too: those that saw one resolution alone are good at that one only.</remarks>
/// <param name="Name">Its name, such as <c>kernel</c>.</param>
/// <param name="Open">The kinds of decisions that are open: of <c>Kernel</c>, <c>Depth</c>, <c>Width</c> and <c>Expansion</c>. All others are at their largest. The resolution is open in every stage.</param>
/// <param name="Drawn">Networks that a step draws beside the largest, at least 0.</param>
/// <param name="Smallest">Whether a step takes the smallest network too (Yu et al. 2020, sandwich rule).</param>
/// <param name="Share">Its share of the time of all stages, in the range (0, 1].</param>
/// <param name="Rate">Its highest learning rate, as a share of the recipe's, above 0 and at most 1.</param>
/// <param name="Taught">How much of what the other networks learn is what the largest says, in place of the labels: 0 (the default) to 1.</param>
/// <param name="LargestEvery">In which steps the largest network takes part: every one (1, the default), every second, and so on; at least 1. In others it cannot teach.</param>
/// <param name="Fair">Whether a step takes networks by strict fairness in place of all this, which any space allows, also one with choices between operators (<see cref="PathRule.StrictlyFair"/>); then nothing is listed as open. Default false.</param>
public sealed record ShrinkingStage(string Name, ImmutableArray<DecisionKind> Open, int Drawn, bool Smallest, double Share, double Rate, double Taught = 0, int LargestEvery = 1, bool Fair = false)
{
    /// <summary>Whether channels are put into the order of their importance before it, if they were not before.</summary>
    internal bool SortsChannels => Open.Contains(DecisionKind.Width) || Open.Contains(DecisionKind.Expansion);

    /// <summary>Whether a decision is open.</summary>
    internal bool Opens(Decision decision) => decision.Kind == DecisionKind.Resolution || Open.Contains(decision.Kind);
}
