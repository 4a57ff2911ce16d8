using Nascent.Data.Storage;
using Nascent.Jobs.Deploying;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Onnx.Parity;

namespace Nascent.Jobs;

/// <summary>Writes a finished run's network as ONNX again, and checks it against the trained network on the test set's inputs.</summary>
public static class ExportJob
{
    /// <summary>Exports.</summary>
    /// <param name="run">The run's folder, or its name below <c>runs/</c>.</param>
    /// <param name="path">The file; null for <c>best.onnx</c> in the run's folder.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="cancellationToken">Interrupts between steps.</param>
    /// <returns>The file's full path, and how near its outputs are to the trained network's.</returns>
    /// <exception cref="NascentException">There is no such run, it has no winner yet, or a file is missing or damaged.</exception>
    public static async Task<(string Path, ParityReport Parity)> RunAsync(string run, string? path = null, JobHost? host = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        var (opened, state) = await OpenRun.OfAsync(host, run, "export", cancellationToken);
        if (state.Winner is null)
            throw new NascentException($"Run '{opened.Folder.Name}': has no winner yet, expected a finished run; continue it with 'nascent resume {host.Shorten(opened.Folder.Root)}'.");
        var file = path is null ? opened.Folder.Path(RunPaths.Model) : host.PathOf(path);
        using var journal = opened.Folder.OpenJournalToRead();
        using var recorder = await RunRecorder.OpenAsync(journal, opened.Folder.IdIn(journal), host.Time, cancellationToken);
        var test = PreparedDataFile.ReadTest(opened.Folder.Path(RunPaths.Test));
        return (file, new DeployStep(host, opened, recorder, UnseenProgress.Instance).Export(file, test, cancellationToken).Parity);
    }
}
