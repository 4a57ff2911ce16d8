using System.Globalization;
using Nascent.Data.Storage;
using Nascent.Jobs.Deploying;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Onnx.Parity;
using Nascent.Reporting.Outcomes;

namespace Nascent.Jobs;

/// <summary>Writes a finished run's network as ONNX again, and checks it against the trained network on the test set's inputs.</summary>
public static class ExportJob
{
    /// <summary>Exports.</summary>
    /// <param name="run">The run's folder, or its name below <c>runs/</c>.</param>
    /// <param name="path">The file; null for <c>best.onnx</c> in the run's folder, or for a file named like <paramref name="candidate"/> there.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="candidate">Another network that the run fully trained: a baseline's name, or a trial as <c>trial 12</c> or <c>12</c>. Null for the chosen one.</param>
    /// <param name="cancellationToken">Interrupts between steps.</param>
    /// <returns>The file's full path, and how near its outputs are to the trained network's.</returns>
    /// <exception cref="NascentException">There is no such run, it has no winner yet, the candidate is none of its trained networks, or a file is missing or damaged.</exception>
    public static async Task<(string Path, ParityReport Parity)> RunAsync(string run, string? path = null, JobHost? host = null, string? candidate = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        var (opened, state) = await OpenRun.OfAsync(host, run, "export", cancellationToken);
        if (state.Winner is null)
            throw new NascentException($"Run '{opened.Folder.Name}': has no winner yet, expected a finished run; continue it with 'nascent resume {host.Shorten(opened.Folder.Root)}'.");
        var (chosen, replicate) = candidate is null ? (CandidateSummary.AllOf(state).First(one => one.IsWinner), null) : Named(candidate, opened, state);
        var file = path is not null ? host.PathOf(path) : opened.Folder.Path(chosen.IsWinner ? RunPaths.Model : $"{chosen.FileName}.onnx");
        using var journal = opened.Folder.OpenJournalToRead();
        using var recorder = await RunRecorder.OpenAsync(journal, opened.Folder.IdIn(journal), host.Time, cancellationToken);
        var test = PreparedDataFile.ReadTest(opened.Folder.Path(RunPaths.Test));
        return (file, new DeployStep(host, opened, recorder, UnseenProgress.Instance).Export(chosen.Candidate, replicate, file, test, cancellationToken).Export.Parity);
    }

    /// <summary>The trained network that a user names, with its best seed on the validation set.</summary>
    private static (CandidateSummary Candidate, int? Replicate) Named(string name, OpenRun run, RunState state)
    {
        var all = CandidateSummary.AllOf(state);
        var known = string.Join(", ", all.Select(one => $"'{one.Label}'"));
        var named = all.FirstOrDefault(one => name == one.Label || name == one.FileName || name == one.Candidate.TrialNumber?.ToString(CultureInfo.InvariantCulture))
            ?? throw new NascentException($"--candidate: found '{name}', expected a model that run '{run.Folder.Name}' fully trained: one of {known}.");
        return (named, named.Runs.OrderByDescending(result => run.Spec.Objectives[0].Score(result.Evaluation.Metrics)).First().Replicate);
    }
}
