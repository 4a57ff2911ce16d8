using Nascent.Costs;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Reporting.Trust;
using Nascent.Search;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Judging;

/// <summary>The last phase of a run, once its network is deployed: a few trials of other ranks are trained in full, so that the report can hold the search's scores against full training.</summary>
/// <remarks>What ended is in the run's <c>trust.jsonl</c> and is not trained again, neither by a resumed run nor by <c>trust</c>. Where time limits it, a training begins only if it should end in time.</remarks>
/// <param name="host">The world around.</param>
/// <param name="run">The run.</param>
/// <param name="state">Its state, with a deployed network.</param>
/// <param name="display">Shows it.</param>
/// <param name="left">Wall time that is left of the run's; null where nothing limits it.</param>
internal sealed class TrustPhase(JobHost host, OpenRun run, RunState state, IJobProgress display, Func<TimeSpan?> left)
{
    // The report has to be written, and an estimate of a training's time errs.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(3);
    private const double Usable = 0.92;

    private readonly TrustFile _file = new(run.Folder.Path(RunPaths.Trust));

    /// <summary>Trains what is missing.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted; what ended is kept.</exception>
    /// <exception cref="NascentException">Workers do not start, or the file of earlier trainings is damaged.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (run.Spec.Trust is not { Candidates: > 0 } || TrustEvidence.EpochsOf(state) is not { } epochs)
            return;
        var waiting = Missing(epochs);
        if (!waiting.Any(Fits))
            return;
        ReportFile.Write(host, run.Folder, state); // whoever does not wait for the end has one
        using var step = display.Begin($"Fully training up to {waiting.Count} other trials, to check the search's scores; best.onnx is ready");
        var (total, ended) = (waiting.Count, 0);
        await using var engine = WorkerProgram.Engine(run, host);
        await UnrecordedJobs.RunAsync(engine, () => Next(waiting, epochs), (job, end) =>
        {
            if (end is not JobReport.Failed { Reason: "timeout" })
                _file.Add(TrustRun.TrainingOf(run, job, end, epochs));
            step.Report(++ended / (double)total);
        }, cancellationToken);
    }

    /// <summary>Places of a ranking in an order in which each is as far as can be from those before it, and from those that are there.</summary>
    /// <param name="places">The places.</param>
    /// <param name="there">Places that have a full training already.</param>
    internal static IEnumerable<int> FarthestFirst(IEnumerable<int> places, IEnumerable<int> there)
    {
        var (waiting, taken) = (places.ToList(), there.ToList());
        while (waiting.Count > 0)
        {
            var next = taken.Count == 0 ? waiting[0] : waiting.MaxBy(place => taken.Min(other => Math.Abs(place - other)));
            waiting.Remove(next);
            taken.Add(next);
            yield return next;
        }
    }

    private List<Trial> Missing(int epochs)
    {
        var ranked = TrustEvidence.Ranked(state);
        var known = TrustEvidence.Of(epochs, state, _file.Read()).Select(training => training.Trial).ToHashSet();
        var there = Enumerable.Range(0, ranked.Length).Where(place => known.Contains(ranked[place].Number)).ToArray();
        var wanted = TrustRun.EvenlySpaced(ranked.Length, Math.Min(run.Spec.Trust!.Candidates + 1, ranked.Length)).Except(there);
        return [.. FarthestFirst(wanted, there).Select(place => ranked[place])];
    }

    private EvaluationJob? Next(List<Trial> waiting, int epochs)
    {
        var index = waiting.FindIndex(Fits);
        if (index < 0)
            return null;
        var trial = waiting[index];
        waiting.RemoveAt(index);
        return TrustRun.JobOf(run, state, trial, 0, epochs) with { TimeLimit = run.Spec.Trust!.WithinTime ? TimeFor() : null };
    }

    private bool Fits(Trial trial) => !run.Spec.Trust!.WithinTime || TimeFor() is not { } time || SecondsOf(trial) <= Usable * time.TotalSeconds;

    private TimeSpan? TimeFor() => left() is { } time ? time > Reserve + TimeSpan.FromSeconds(1) ? time - Reserve : TimeSpan.FromSeconds(1) : null;

    /// <summary>How long a full training of a trial should take: as long as those of this run did, in proportion to the work.</summary>
    private double SecondsOf(Trial trial)
    {
        var rates = state.Retrained.Where(result => !result.Reused && result.Members.IsEmpty && !Baselines.IsPlainModel(result.Candidate))
            .Select(result => result.Evaluation.Cost.Wall.TotalSeconds / WorkOf(result.Candidate)).ToArray();
        return rates.Length == 0 ? double.PositiveInfinity : rates.Average() * WorkOf(CandidateId.Trial(trial.Number));
    }

    private double WorkOf(CandidateId candidate) => CostTable.Totals(run.NetworkOf(candidate, state))[Metric.Work.Name];
}
