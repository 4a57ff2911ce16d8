using Nascent.Architectures;
using Nascent.Randomness;

namespace Nascent.Trials;

/// <summary>Where a training's randomness comes from: the run's seed, the network's canonical hash and the replicate, and nothing else.</summary>
public static class TrialSeeds
{
    /// <summary>The seed of a training.</summary>
    /// <param name="run">The run's seed.</param>
    /// <param name="phase"><c>trial</c> or <c>retrain</c>, so that full training does not begin with the weights that won the search.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="replicate">0 for the first training.</param>
    public static ulong Of(ulong run, string phase, Architecture architecture, int replicate) =>
        new Seed(run).Derive(phase).Derive(CanonicalHash.Of(architecture).ToString()).Derive(replicate).Value;
}
