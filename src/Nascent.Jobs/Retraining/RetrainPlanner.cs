using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>Plans the full trainings at the end of a search: as asked, or fitted to the time that is left.</summary>
internal sealed class RetrainPlanner
{
    /// <summary>Of the rest, the share that is planned: measurements err, and a training that has begun is ended by nothing but its end.</summary>
    internal const double Usable = 0.96;

    // The next network may be larger than the last, and a worker has to begin.
    private const double Caution = 1.5;

    // So many more are tried where none of the planned ones could be trained: what makes them all fail is then more likely the data or the recipe.
    private const int MostSubstitutes = 3;

    private readonly OpenRun _run;
    private readonly bool _images;
    private readonly bool _isFull;
    private readonly ImmutableArray<CandidateId> _best;
    private readonly ImmutableArray<CandidateId> _baselines;
    private readonly ImmutableDictionary<CandidateId, RetrainCandidate> _networks;

    /// <summary>Plans for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state at the end of the search, with at least one result.</param>
    public RetrainPlanner(OpenRun run, RunState state)
    {
        _run = run;
        _images = run.Data.Preprocessing is Preprocessing.Image;
        _isFull = SearchDefaults.IsFullTraining(run.Spec, run.Data);
        _best = [.. Ranked(run.Spec, state).Take(run.Spec.Retrain.Candidates ?? SearchDefaults.RetrainCandidatesFor(run.Spec, run.Data))];
        _baselines = Baselines.NetworksFor(run.Data.Preprocessing);
        _networks = _best.Concat(_baselines).ToImmutableDictionary(id => id, id => run.CandidateOf(id, state));
    }

    /// <summary>What may be trained in full, best first, baselines after them.</summary>
    public IEnumerable<RetrainCandidate> Candidates => _best.Concat(_baselines).Select(id => _networks[id]);

    /// <summary>The plan where the length is asked for, or nothing limits it.</summary>
    public RunEvent.RetrainPlanned AsAsked() =>
        PlanOf(new(_best.Length, MostSeeds, MostSeeds), _run.Spec.Retrain.Epochs ?? (_isFull ? EpochsOfTrial : _images ? SearchDefaults.RetrainEpochsOfImages : SearchDefaults.RetrainEpochsOfTables));

    /// <summary>The plan that fits a time.</summary>
    /// <param name="left">Wall time that is left of the whole job.</param>
    /// <param name="speed">How long an epoch of each candidate takes.</param>
    /// <param name="isKnown">Whether an earlier run has left the result of a full training, which then takes no time.</param>
    public RunEvent.RetrainPlanned Fitted(TimeSpan left, TrainingSpeed speed, Func<RetrainCandidate, EvaluationJob, bool> isKnown)
    {
        var fit = new RetrainFit
        {
            Best = _best,
            Baselines = _baselines,
            SecondsPerEpoch = speed.SecondsPerEpoch,
            IsKnown = (id, replicate, epochs) => isKnown(_networks[id], RetrainPhase.JobOf(_run.Spec, _networks[id], replicate, FidelityOf(epochs))),
            Seconds = (left - SearchDefaults.Reserve).TotalSeconds * ShareOf(_run.Spec),
            Workers = _run.Spec.Workers.Count,
            FewestUseful = _isFull ? EpochsOfTrial : SearchDefaults.FewestUsefulEpochs(_images, _run.Data.Train.Count),
            Most = _isFull ? EpochsOfTrial : _images ? SearchDefaults.MostRetrainEpochsOfImages : SearchDefaults.MostRetrainEpochsOfTables,
        };
        var asked = _run.Spec.Retrain;
        var fewestSeeds = asked.Folds > 1 ? asked.Folds : asked.Seeds ?? 1; // every sample is left out once
        var (choice, epochs) = fit.Choose([.. RetrainFit.Shrinking((_best.Length, asked.Candidates is null ? 1 : _best.Length), (MostSeeds, fewestSeeds))]);
        return PlanOf(choice, epochs);
    }

    /// <summary>The plan with the best trial that it lacks, for a run none of whose planned trials could be trained in full; null where there is none, or enough were tried.</summary>
    /// <param name="state">The state of a run that has a plan.</param>
    public static RunEvent.RetrainPlanned? WithNextBest(RunState state)
    {
        var (spec, plan) = (state.Spec!, state.Plan!);
        var planned = plan.Candidates.Where(id => id.TrialNumber is not null).ToArray();
        var next = Ranked(spec, state).Except(planned).Select(id => (CandidateId?)id).FirstOrDefault();
        return next is not { } candidate || planned.Length >= (spec.Retrain.Candidates ?? SearchDefaults.RetrainCandidates) + MostSubstitutes ? null
            : plan with { Candidates = plan.Candidates.Insert(planned.Length, candidate) };
    }

    /// <summary>The plan with the best trial that it lacks, as one more possible member of an ensemble; null where there is none, where enough were trained, or where the time is too short by what the last one took.</summary>
    /// <param name="state">The state of a run whose plan is done.</param>
    /// <param name="left">Wall time that full training may still take.</param>
    public static RunEvent.RetrainPlanned? WithOneMore(RunState state, TimeSpan left)
    {
        var (spec, plan) = (state.Spec!, state.Plan!);
        var planned = plan.Candidates.Where(id => id.TrialNumber is not null).ToArray();
        var last = state.Retrained.Where(result => result.Candidate == planned[^1]).Select(result => result.Evaluation.Cost.Wall.TotalSeconds).ToArray();
        var takes = last.Length == 0 ? 0 : last.Max() * Math.Ceiling((double)last.Length / spec.Workers.Count);
        var next = Ranked(spec, state).Except(planned).Select(id => (CandidateId?)id).FirstOrDefault();
        return next is not { } candidate || takes == 0 || planned.Length >= (spec.Retrain.Candidates ?? SearchDefaults.RetrainCandidatesOfSmallTables) || takes * Caution > left.TotalSeconds ? null
            : plan with { Candidates = plan.Candidates.Insert(planned.Length, candidate) };
    }

    /// <summary>The share of the time after the search that the trainings of this plan may take.</summary>
    internal static double ShareOf(RunSpec spec) => spec.Retrain is { Final: true, Ensemble: false } ? SearchDefaults.ShareOfChoice : Usable;

    private static IEnumerable<CandidateId> Ranked(RunSpec spec, RunState state) =>
        SharedCheck.Ranked(spec, state).Select(trial => CandidateId.Trial(trial.Number));

    private int EpochsOfTrial => (int)Math.Ceiling(_run.Spec.Fidelity.Axis(Fidelity.Epochs, 1));

    private int MostSeeds => _run.Spec.Retrain.Folds > 1 ? _run.Spec.Retrain.Folds : _run.Spec.Retrain.Seeds ?? SearchDefaults.RetrainSeeds;

    private Fidelity FidelityOf(int epochs) => _run.Spec.Retrain.OnFolds(Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs));

    private RunEvent.RetrainPlanned PlanOf(RetrainChoice choice, int epochs) => new(
        [.. _best.Take(choice.Candidates), .. _baselines], choice.Seeds, FidelityOf(epochs), choice.BaselineSeeds == choice.Seeds ? null : choice.BaselineSeeds);
}
