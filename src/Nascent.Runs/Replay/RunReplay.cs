using System.Collections.Immutable;
using System.Globalization;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search;

namespace Nascent.Runs.Replay;

/// <summary>Executes the trainings of a run again and compares them with the journal bit for bit: metrics, curves and checksums of files.</summary>
/// <remarks>
/// A trial that went on from a checkpoint is trained without a pause, so that it is held to what continuing promises.
/// Only what was trained in this run is executed: neither rejected trials, duplicates nor reused baselines. Trials that failed must fail for
/// the same reason, except where a clock or the machine decided (time limits, memory, lost workers), which are records and not results. Metrics
/// measured by a clock are left out likewise.
/// </remarks>
/// <param name="engine">What trains; its files should go to another folder than the run's.</param>
public sealed class RunReplay(ITrialEngine engine)
{
    private static readonly ImmutableArray<string> OfTheMachine = ["timeout", "memory", "lost"];

    /// <summary>Metrics that a clock measures: recorded, never compared.</summary>
    public ImmutableHashSet<string> ClockMetrics { get; init; } = [.. Tasks.Metric.All.Where(metric => metric.IsTimed).Select(metric => metric.Name)];

    /// <summary>Is told of every report of the engine.</summary>
    public IProgress<JobReport>? Progress { get; init; }

    /// <summary>Executes trainings again and compares.</summary>
    /// <param name="state">The run.</param>
    /// <param name="sample">How many trainings, drawn at random; null for all.</param>
    /// <param name="seed">The key of that draw.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="NascentException">The journal has nothing to compare with, or workers do not start.</exception>
    public async Task<ReplayReport> RunAsync(RunState state, int? sample, Seed seed, CancellationToken cancellationToken)
    {
        var trainings = Choose(ReplayTraining.Of(state, OfTheMachine), sample, seed);
        if (trainings.Length == 0)
            throw new NascentException("Replay: found no training in the journal, expected at least one that was finished in this run.");
        var waiting = trainings.ToDictionary(training => training.Job.Id);
        var differences = new Dictionary<string, ImmutableArray<ReplayDifference>>();
        var (cpu, recorded) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var training in trainings)
            await engine.EnqueueAsync(training.Job, cancellationToken).ConfigureAwait(false);
        while (waiting.Count > 0)
        {
            var report = await engine.Reports.ReadAsync(cancellationToken).ConfigureAwait(false);
            Progress?.Report(report);
            if (report is not (JobReport.Finished or JobReport.Failed or JobReport.Cancelled) || !waiting.Remove(report.JobId, out var training))
                continue;
            differences[training.Name] = [.. Compare(training, report)];
            if (report is JobReport.Finished finished && training.Recorded is { } earlier)
                (cpu, recorded) = (cpu + finished.Evaluation.Cost.Cpu, recorded + earlier.Cost.Cpu);
        }

        return new ReplayReport(
            trainings.Length, differences.Values.Count(found => found.IsEmpty), [.. trainings.SelectMany(training => differences[training.Name])], cpu, recorded);
    }

    private static ReplayTraining[] Choose(ReplayTraining[] trainings, int? sample, Seed seed)
    {
        if (sample is not { } count || count >= trainings.Length)
            return trainings;
        seed.Derive("replay").Stream().Shuffle<ReplayTraining>(trainings);
        return [.. trainings.Take(count)];
    }

    private IEnumerable<ReplayDifference> Compare(ReplayTraining training, JobReport report)
    {
        if (report is JobReport.Finished finished && training.Recorded is { } recorded)
            return CompareResults(training.Name, recorded, finished.Evaluation);
        var found = report switch
        {
            JobReport.Finished => "succeeded",
            JobReport.Failed failed => $"failed: {failed.Reason}",
            _ => "cancelled",
        };
        var expected = training.Recorded is null ? $"failed: {training.FailureReason}" : "succeeded";
        return found == expected ? [] : [new ReplayDifference(training.Name, "outcome", expected, found)];
    }

    private IEnumerable<ReplayDifference> CompareResults(string name, Evaluation recorded, Evaluation found)
    {
        foreach (var metric in recorded.Metrics.Values.Keys.Union(found.Metrics.Values.Keys).Except(ClockMetrics).Order(StringComparer.Ordinal))
            if (!SameBits(recorded.Metrics[metric], found.Metrics[metric]))
                yield return new ReplayDifference(name, $"metric {metric}", Text(recorded.Metrics[metric]), Text(found.Metrics[metric]));
        for (var i = 0; i < Math.Max(recorded.Curve.Length, found.Curve.Length); i++)
        {
            var (before, now) = (recorded.Curve.ElementAtOrDefault(i), found.Curve.ElementAtOrDefault(i));
            if (before is null || now is null || !SameBits(before.TrainLoss, now.TrainLoss) || !SameBits(before.Validation, now.Validation) || !SameBits(before.Epoch, now.Epoch))
                yield return new ReplayDifference(name, $"curve point {i}", before?.ToString() ?? "none", now?.ToString() ?? "none");
        }

        if (recorded.Stop != found.Stop)
            yield return new ReplayDifference(name, "early stop", recorded.Stop?.ToString() ?? "none", found.Stop?.ToString() ?? "none");
        foreach (var kind in recorded.Artifacts.Concat(found.Artifacts).Select(artifact => artifact.Kind).Distinct().Order(StringComparer.Ordinal))
            if (Checksums(recorded, kind) != Checksums(found, kind))
                yield return new ReplayDifference(name, $"artifact {kind}", Checksums(recorded, kind), Checksums(found, kind));
    }

    private static bool SameBits(double? first, double? second) => first is { } a && second is { } b
        ? BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b)
        : first is null && second is null;

    private static string Checksums(Evaluation evaluation, string kind) =>
        string.Join(' ', evaluation.Artifacts.Where(artifact => artifact.Kind == kind).Select(artifact => artifact.Sha256).Order(StringComparer.Ordinal));

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
