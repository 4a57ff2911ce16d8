using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>Plans the full trainings: as asked, or fitted to the time that is left at the speed that the search has measured.</summary>
internal static class RetrainPlanner
{
    // Round lengths, so that an earlier run's baselines are found again.
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 50, 60, 80, 100, 120, 160, 200];

    /// <summary>Wall time that is kept for scoring, export, parity, latency and the report.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(12);

    // Estimates err, and a training that has begun is ended by nothing but its end.
    private const double Usable = 0.88;

    /// <summary>The plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state at the end of the search, with at least one result.</param>
    /// <param name="left">Wall time that is left of the whole job, or null where it has no limit.</param>
    public static RunEvent.RetrainPlanned Plan(OpenRun run, RunState state, TimeSpan? left)
    {
        var spec = run.Spec;
        var best = new TrialOrder(spec.Objectives, spec.Constraints).BestOf(state.Trials).Take(spec.Retrain.Candidates).Select(trial => CandidateId.Trial(trial.Number)).ToArray();
        var baselines = Baselines.NetworksFor(run.Data.Preprocessing);
        var images = run.Data.Preprocessing is Preprocessing.Image;
        if (spec.Retrain.Epochs is { } asked)
            return Of(best, baselines, spec.Retrain.Seeds, asked, spec);
        if (left is not { } time)
            return Of(best, baselines, spec.Retrain.Seeds, images ? SearchDefaults.RetrainEpochsOfImages : SearchDefaults.RetrainEpochsOfTables, spec);
        var speed = TrainingSpeed.Of(run, state);
        double SecondsPerEpoch(CandidateId candidate) => speed.For(run, candidate, state) * (run.Data.Train.Count + (TrainingSpeed.ScoredSample * run.Data.Validation.Count));
        var fewest = SearchDefaults.FewestUsefulEpochs(images, run.Data.Train.Count);
        var most = images ? SearchDefaults.MostRetrainEpochsOfImages : SearchDefaults.MostRetrainEpochsOfTables;
        foreach (var (candidates, seeds) in Shrinking(best.Length, spec.Retrain.Seeds))
        {
            var perEpoch = Makespan([.. best.Take(candidates).Concat(baselines).SelectMany(candidate => Enumerable.Repeat(SecondsPerEpoch(candidate), seeds))], spec.Workers.Count);
            var fitting = (time - Reserve).TotalSeconds * Usable / perEpoch;
            if (fitting >= fewest || (candidates, seeds) == (1, 1))
                return Of([.. best.Take(candidates)], baselines, seeds, Lengths.LastOrDefault(length => length <= Math.Min(fitting, most), 1), spec);
        }

        throw new InvalidOperationException("The last choice always returns.");
    }

    /// <summary>The time until the last of some jobs ends, when each worker takes the next one as it gets free.</summary>
    internal static double Makespan(IReadOnlyList<double> jobs, int workers)
    {
        var free = new double[Math.Max(1, workers)];
        foreach (var job in jobs)
            free[Array.IndexOf(free, free.Min())] += job;
        return free.Max();
    }

    /// <summary>What is given up where the time is short: seeds before candidates, so that both stay while they can.</summary>
    private static IEnumerable<(int Candidates, int Seeds)> Shrinking(int candidates, int seeds)
    {
        for (var kept = candidates; kept > 1; kept--)
            yield return (kept, Math.Max(1, seeds));
        for (var times = seeds; times > 1; times--)
            yield return (1, times);
        yield return (1, 1);
    }

    private static RunEvent.RetrainPlanned Of(IEnumerable<CandidateId> best, ImmutableArray<CandidateId> baselines, int seeds, double epochs, RunSpec spec) =>
        new([.. best, .. baselines], seeds, Fidelity.Of(spec.Estimator.Name).With(Fidelity.Epochs, epochs));
}
