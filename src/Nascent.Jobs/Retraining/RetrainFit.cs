using System.Collections.Immutable;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>How many candidates, seeds and epochs of full training fit a time.</summary>
internal sealed record RetrainFit
{
    // Round lengths, so that an earlier run's baselines are found again.
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 45, 50, 60, 80, 100, 120, 160, 200];

    /// <summary>The found candidates, best first.</summary>
    public required ImmutableArray<CandidateId> Best { get; init; }

    /// <summary>The candidates that the best ones are set beside.</summary>
    public required ImmutableArray<CandidateId> Baselines { get; init; }

    /// <summary>What an epoch of a candidate takes on one worker.</summary>
    public required Func<CandidateId, double> SecondsPerEpoch { get; init; }

    /// <summary>Whether the result of a candidate's replicate of so many epochs is there already.</summary>
    public required Func<CandidateId, int, int, bool> IsKnown { get; init; }

    /// <summary>Wall time for all of it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Trainings that run side by side.</summary>
    public required int Workers { get; init; }

    /// <summary>Epochs below which candidates and seeds are given up for length.</summary>
    public required double FewestUseful { get; init; }

    /// <summary>Epochs above which nothing is gained.</summary>
    public required int Most { get; init; }

    /// <summary>The first choice that leaves useful epochs, or else the last; with the most epochs that fit it, at least one.</summary>
    /// <param name="choices">The preferred ones first; at least one.</param>
    public (RetrainChoice Choice, int Epochs) Choose(IReadOnlyList<RetrainChoice> choices)
    {
        foreach (var choice in choices)
            if (EpochsOf(choice) is var epochs && epochs >= FewestUseful)
                return (choice, epochs);
        return (choices[^1], EpochsOf(choices[^1]));
    }

    /// <summary>What is given up where the time is short: seeds beyond two, then candidates beyond the first, then the baselines' second seed, then the second seed, each down to its fewest.</summary>
    public static IEnumerable<RetrainChoice> Shrinking((int Most, int Fewest) candidates, (int Most, int Fewest) seeds)
    {
        var (candidate, seed) = (candidates.Most, seeds.Most);
        for (; seed > Math.Max(2, seeds.Fewest); seed--)
            yield return new(candidate, seed, seed);
        for (; candidate > candidates.Fewest; candidate--)
            yield return new(candidate, seed, seed);
        yield return new(candidate, seed, seed);
        for (var ofBaselines = seed - 1; ofBaselines >= seeds.Fewest; ofBaselines--)
            yield return new(candidate, seed, ofBaselines);
        for (seed--; seed >= seeds.Fewest; seed--)
            yield return new(candidate, seed, seed);
    }

    /// <summary>The time until the last of some jobs ends, when each worker takes the next one as it gets free.</summary>
    internal static double Makespan(IEnumerable<double> jobs, int workers)
    {
        var free = new double[Math.Max(1, workers)];
        foreach (var job in jobs)
            free[Array.IndexOf(free, free.Min())] += job;
        return free.Max();
    }

    private int EpochsOf(RetrainChoice choice) =>
        Lengths.Append(Most).Order().LastOrDefault(epochs => epochs <= Most && Makespan(Trainings(choice, epochs), Workers) <= Seconds, 1);

    // In the order in which RetrainPhase hands them out.
    private IEnumerable<double> Trainings(RetrainChoice choice, int epochs) =>
        from id in Best.Take(choice.Candidates).Concat(Baselines).OrderByDescending(SecondsPerEpoch)
        from replicate in Enumerable.Range(0, id.BaselineName is null ? choice.Seeds : choice.BaselineSeeds)
        where !IsKnown(id, replicate, epochs)
        select epochs * SecondsPerEpoch(id);
}
