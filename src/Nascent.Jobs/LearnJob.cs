using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Predictors;

namespace Nascent.Jobs;

/// <summary>Fits a predictor to a run's trials, for a warm start of another search of the same space.</summary>
public static class LearnJob
{
    /// <summary>The kind of predictor where none is named: it is the same bit for bit on any machine.</summary>
    public const string DefaultKind = EarlierSearch.DefaultKind;

    /// <summary>Fits it and writes its file.</summary>
    /// <param name="run">The run's folder, or its name below <c>runs/</c>.</param>
    /// <param name="kind">A predictor of the catalogue; null for <see cref="DefaultKind"/>.</param>
    /// <param name="path">The file; null for <c>predictor.json</c> in the run's folder.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>The predictor, the run's name, and the file's full path.</returns>
    /// <exception cref="NascentException">There is no such run or predictor, or too little was measured.</exception>
    public static async Task<(AccuracyPredictor Predictor, string Run, string Path)> RunAsync(
        string run, string? kind = null, string? path = null, JobHost? host = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        var description = host.Catalogue.Predictor(kind ?? DefaultKind);
        var folder = RunPaths.Find(host, run);
        var state = await folder.ReadStateAsync(cancellationToken);
        var record = EarlierSearch.RecordOf(state, folder.Name, description);
        var opened = OpenRun.Of(folder, state.Spec!, host.Catalogue);
        var predictor = EarlierSearch.Fit(host.Catalogue, record, PredictorDomain.Of(opened.Space, opened.Data.Signature));
        var file = path is null ? folder.Path(RunPaths.Predictor) : host.PathOf(path);
        PredictorFile.Write(file, predictor.Record);
        return (predictor, folder.Name, file);
    }
}
