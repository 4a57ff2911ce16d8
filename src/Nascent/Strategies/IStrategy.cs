using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>Proposes genotypes and observes results.</summary>
/// <remarks>
/// Its state is a function of the trials it has observed and the proposals it has made, in order, so that resuming is replaying: the
/// loop makes the same calls again and checks that the same proposals come. All randomness comes from the seed of each call.
/// Not thread-safe; one loop owns it.
/// </remarks>
public interface IStrategy
{
    /// <summary>The next proposal.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="seed">The key of this proposal's randomness, different for each.</param>
    Proposal Propose(SearchView view, Seed seed);

    /// <summary>Shows a finished trial, be it succeeded, failed, rejected, a duplicate or stopped; in the order of their numbers.</summary>
    void Observe(Trial finished);
}
