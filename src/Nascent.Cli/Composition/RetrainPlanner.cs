using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>Plans the full trainings: as asked, or fitted to the time that is left at the speed that the search has measured.</summary>
internal static class RetrainPlanner
{
    /// <summary>Wall time that is kept for scoring, export, parity, latency and the report.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(12);

    // Estimates err, and a training that has begun is ended by nothing but its end.
    private const double Usable = 0.88;

    /// <summary>The plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state at the end of the search, with at least one result.</param>
    /// <param name="left">Wall time that is left of the whole job, or null where it has no limit.</param>
    /// <param name="isKnown">Whether an earlier run has left the result of a full training, which then takes no time.</param>
    public static RunEvent.RetrainPlanned Plan(OpenRun run, RunState state, TimeSpan? left, Func<RetrainCandidate, EvaluationJob, bool> isKnown)
    {
        var (spec, images) = (run.Spec, run.Data.Preprocessing is Preprocessing.Image);
        var (mostCandidates, mostSeeds) = (spec.Retrain.Candidates ?? SearchDefaults.RetrainCandidates, spec.Retrain.Seeds ?? SearchDefaults.RetrainSeeds);
        var best = new TrialOrder(spec.Objectives, spec.Constraints).BestOf(state.Trials).Take(mostCandidates).Select(trial => CandidateId.Trial(trial.Number)).ToImmutableArray();
        var baselines = Baselines.NetworksFor(run.Data.Preprocessing);
        var usual = images ? SearchDefaults.RetrainEpochsOfImages : SearchDefaults.RetrainEpochsOfTables;
        if (spec.Retrain.Epochs is not null || left is null)
            return Of(best.Length, mostSeeds, spec.Retrain.Epochs ?? usual);
        var (speed, networks) = (TrainingSpeed.Of(run, state), best.Concat(baselines).ToDictionary(id => id, id => run.CandidateOf(id, state)));
        var fit = new RetrainFit
        {
            Best = best,
            Baselines = baselines,
            SecondsPerEpoch = id => speed.For(run, id, state) * (run.Data.Train.Count + (TrainingSpeed.ScoredSample * run.Data.Validation.Count)),
            IsKnown = (id, replicate, epochs) => isKnown(networks[id], RetrainPhase.JobOf(spec, networks[id], replicate, FidelityOf(epochs))),
            Seconds = (left.Value - Reserve).TotalSeconds * Usable,
            Workers = spec.Workers.Count,
            FewestUseful = SearchDefaults.FewestUsefulEpochs(images, run.Data.Train.Count),
            Most = images ? SearchDefaults.MostRetrainEpochsOfImages : SearchDefaults.MostRetrainEpochsOfTables,
        };
        var chosen = fit.Choose([.. RetrainFit.Shrinking((best.Length, spec.Retrain.Candidates is null ? 1 : best.Length), (mostSeeds, spec.Retrain.Seeds ?? 1))]);
        return Of(chosen.Candidates, chosen.Seeds, chosen.Epochs);

        Fidelity FidelityOf(int epochs) => Fidelity.Of(spec.Estimator.Name).With(Fidelity.Epochs, epochs);
        RunEvent.RetrainPlanned Of(int candidates, int seeds, int epochs) => new([.. best.Take(candidates), .. baselines], seeds, FidelityOf(epochs));
    }
}
