using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Search.SharedSearch;

/// <summary>Holds scores by shared weights against short trainings of the same trials, each by itself, and against their scores at earlier stages of the supernet's training.</summary>
/// <remarks>Nothing of it is recorded before its end but attempts: a run that is resumed before it checks again.</remarks>
/// <param name="recorder">The run's journal.</param>
/// <param name="engine">What trains; its reports are read by this phase alone while it runs.</param>
/// <param name="progress">Is told of every report of the engine.</param>
public sealed class CheckPhase(RunRecorder recorder, ITrialEngine engine, IProgress<JobReport>? progress = null)
{
    private readonly PendingJobs _jobs = new(recorder, engine, progress);

    /// <summary>Trains and scores the trials, judges, and records it.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="training">The fidelity of a short training by itself.</param>
    /// <param name="withoutTraining">The fidelity of a score without training.</param>
    /// <param name="judge">What ranks the trials from here on.</param>
    /// <param name="cancellationToken">Interrupts: what runs is ended.</param>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">The journal cannot be written, or workers do not start.</exception>
    public async Task RunAsync(IReadOnlyList<Trial> trials, Fidelity training, Fidelity withoutTraining, Func<ImmutableArray<CheckedTrial>, string> judge, CancellationToken cancellationToken)
    {
        var metric = recorder.State.Spec!.Objectives[0].Metric;
        var jobs = trials.SelectMany(trial => SharedStages.All.Select(stage => JobOf(trial, trial.Fidelity.With(SharedStages.Axis, stage), StageId(trial, stage)))
            .Prepend(JobOf(trial, withoutTraining, ScoreId(trial))).Prepend(JobOf(trial, training, TrainingId(trial))));
        var ends = await _jobs.RunAllAsync(jobs, cancellationToken).ConfigureAwait(false);
        ImmutableArray<CheckedTrial> found = [.. trials.Select(trial => new CheckedTrial(
            trial.Number, Value(TrainingId(trial), metric), Value(ScoreId(trial), Metric.ZeroCost.Name) ?? double.NaN, [.. SharedStages.All.Select(stage => Value(StageId(trial, stage), metric) ?? double.NaN)]))];
        var costs = ends.Values.OfType<JobReport.Finished>().Select(end => end.Evaluation.Cost).ToArray();
        var cost = new Cost(Sum(costs.Select(one => one.Wall)), Sum(costs.Select(one => one.Cpu)), costs.Sum(one => one.Samples), costs.Select(one => one.PeakResidentBytes).DefaultIfEmpty().Max());
        await recorder.AppendAsync(new RunEvent.EstimatorChecked(found, judge(found), cost), CancellationToken.None).ConfigureAwait(false);

        double? Value(string job, string of) => (ends[job] as JobReport.Finished)?.Evaluation.Metrics[of];
    }

    private static string TrainingId(Trial trial) => $"check:{CandidateId.Trial(trial.Number)}";

    private static string ScoreId(Trial trial) => $"check-score:{CandidateId.Trial(trial.Number)}";

    private static string StageId(Trial trial, double stage) => FormattableString.Invariant($"check-{100 * stage:0}%:{CandidateId.Trial(trial.Number)}");

    private static EvaluationJob JobOf(Trial trial, Fidelity fidelity, string id) => new(id, CandidateId.Trial(trial.Number), trial.Genotype, fidelity, trial.Seed, 0, false, null);

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);
}
