using Nascent.Torch.ZeroCost.Probes;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>A number that is computed of an untrained network, from a batch or less, and is meant to rank networks as training would.</summary>
/// <remarks>
/// Higher means better, for every score. Implementations have no state and are safe for use by several threads. Those of this program stand in
/// <see cref="ZeroCostScores.All"/>; <see cref="ZeroCostScorer"/> takes any.
/// </remarks>
public abstract class ZeroCostScore
{
    /// <summary>The name, such as <c>synflow</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line that says what is computed.</summary>
    public abstract string Help { get; }

    /// <summary>Where it comes from: authors and year.</summary>
    public abstract string Source { get; }

    /// <summary>Whether it reads what convolutions and linear layers gave for the batch.</summary>
    internal virtual bool NeedsProducts => false;

    /// <summary>The score of a network; null where it does not exist for this network and batch.</summary>
    /// <param name="probe">The network, its initial weights and what several scores read of them. Tensors that are made belong to a dispose scope around this call.</param>
    public abstract double? Of(Probe probe);
}
