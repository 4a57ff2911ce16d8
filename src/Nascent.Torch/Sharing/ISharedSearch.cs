using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Torch.Sharing;

/// <summary>A search that trains shared weights and what is preferred of them step by step, in one loop of its own: by gradients, or by a controller.</summary>
/// <remarks>Everything follows from the seed, bit for bit where libtorch uses one thread. Not safe for use by several threads at once.</remarks>
public interface ISharedSearch : IDisposable
{
    /// <summary>Steps of the whole search.</summary>
    long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    long StepsDone { get; }

    /// <summary>Whether all steps are taken, or the search was stopped.</summary>
    bool IsOver { get; }

    /// <summary>How undecided the search is: the mean entropy of what it decides, as a share of that of equal probabilities, in the range [0, 1].</summary>
    double Undecided { get; }

    /// <summary>Whether <see cref="Candidates"/> are in no order of their own, and the best is told by the shared weights.</summary>
    bool PrefersByScores { get; }

    /// <summary>What a reader should know of how it went, such as a collapse; null for nothing.</summary>
    string? Note { get; }

    /// <summary>One step.</summary>
    /// <returns>What the shared weights and what is searched were told: the loss of the weights, and the loss or the reward of the other half.</returns>
    /// <exception cref="Estimation.EstimationFailedException">A loss or the gradient is no number.</exception>
    (double OfWeights, double OfOptions) Step();

    /// <summary>How probable each option of a decision is at present; null where the search does not decide it.</summary>
    ImmutableArray<double>? SharesOf(Decision decision);

    /// <summary>Different networks that the search prefers, the preferred one first.</summary>
    /// <param name="count">How many at most; fewer where many draws give no more.</param>
    /// <param name="allows">Whether a network keeps the limits.</param>
    ImmutableArray<Genotype> Candidates(int count, Func<Genotype, bool> allows);

    /// <summary>Writes all that the search goes on with, as a whole or not at all.</summary>
    void Save(string path);

    /// <summary>Goes on where <see cref="Save"/> was called: to the same end, bit for bit, as without a break. To be called before the first step.</summary>
    /// <exception cref="NascentException">It is no such file, or is damaged.</exception>
    void Restore(string path);
}
