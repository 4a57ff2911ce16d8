using Nascent.Data;
using Nascent.Data.Sources;
using Nascent.Data.Storage;
using Nascent.Jobs.Deploying;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Search.Stopping;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch;

namespace Nascent.Jobs.Searching;

/// <summary>Begins a run: checks what was asked, reads the data, makes the folder and writes the first event.</summary>
/// <param name="host">The world around.</param>
/// <param name="display">Shows it.</param>
internal sealed class RunStart(JobHost host, IJobProgress display)
{
    /// <summary>Begins a run.</summary>
    /// <returns>The run, ready to be executed.</returns>
    /// <exception cref="NascentException">Something that was asked for is not possible; nothing was made then.</exception>
    public async Task<OpenRun> BeginAsync(SettledRequest request, CancellationToken cancellationToken)
    {
        request.Strategy.CreateWith(request.StrategyOptions);
        StoppingRules.BuiltIn.SpecOf(request.EarlyStopping);
        RequireFree(request.Folder);
        if (request.Space is not null)
            RunSpecFactory.SpaceOf(host, request.Space, null);
        if (request.WarmStart is not null)
            EarlierSearch.OptionsOf(request);
        TrainingDevice.Parse(request.Workers.Device).Require();
        (var loaded, request) = await DataStep.LoadAsync(host, request, display.Begin, cancellationToken);
        var data = loaded.Prepared;
        var space = RunSpecFactory.SpaceOf(host, request.Space, data);
        RequireFit(space, data, "--space");
        request = SearchRule.Applied(request, data, space);
        var prior = request.WarmStart is { } earlier ? await EarlierSearch.ReadAsync(host, earlier, Predictors.PredictorDomain.Of(space, data.Signature), cancellationToken) : null;
        _ = RunSpecFactory.Create(request, "new", data, space, prior?.Record); // what is wrong is told before anything is measured
        (request, var mirrored) = await MirrorCheck.SettleAsync(request, data, host, display, cancellationToken);
        (request, var started) = await StartCheck.SettleAsync(request, data, space, host, display, cancellationToken);
        var spec = RunSpecFactory.Create(request, "new", data, space, prior?.Record);
        if (MeasuredLatency.IsWanted(spec))
            spec = spec with { ReferenceLatency = MeasuredLatency.ReferenceMs(data, host.Time, spec.Int8) };
        if (LatencyFit.IsWanted(spec))
        {
            using var step = display.Begin($"Timing {LatencyFit.Networks} networks on ONNX Runtime, for the latency in the search's loss");
            spec = spec with { Shared = spec.Shared! with { Latency = LatencyFit.Coefficients(space, data, spec.Int8, host.Time, step, cancellationToken) } };
        }

        var folder = MakeFolder(request);
        spec = spec with { Name = folder.Name };
        var facts = DataDescription.Of(loaded, mirrored, started);
        try
        {
            await WriteAsync(folder, spec, loaded, facts, cancellationToken);
        }
        catch (Exception failure)
        {
            Discard(folder);
            if (failure is IOException or UnauthorizedAccessException)
                throw new NascentException($"Run folder '{folder.Root}' cannot be written: {FileFailure.Explain(failure)} Or choose another folder with --run. Nothing was begun.", failure);
            throw;
        }

        display.Say(DataDescription.Line(facts, data.Task));
        foreach (var note in facts.Notes)
            display.Say($"Note: {note}");
        if (prior is not null)
            display.Say(EarlierSearch.WordsOf(prior));
        var run = new OpenRun(folder, spec, space, data, host.Catalogue);
        display.Say(PlanWords.Of(run));
        return run;
    }

    /// <summary>Writes all that a run needs, its first event last.</summary>
    private async Task WriteAsync(RunFolder folder, RunSpec spec, LoadedData loaded, DataFacts facts, CancellationToken cancellationToken)
    {
        var data = loaded.Prepared;
        PreparedDataFile.Write(folder.Path(RunPaths.Data), data);
        PreparedDataFile.WriteTest(folder.Path(RunPaths.Test), data, loaded.Test);
        StoryTeller.Write(folder.Path(RunPaths.Facts), facts);
        var manifest = Manifest.Read();
        folder.WriteSpec(spec, manifest);
        using var journal = folder.OpenJournal(host.Time);
        using var recorder = await RunRecorder.OpenAsync(journal, folder.IdIn(journal), host.Time, cancellationToken);
        recorder.Recorded = display.Recorded;
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, manifest), cancellationToken);
    }

    // The run has no first event, so that nothing could go on with what is in its folder.
    private static void Discard(RunFolder folder)
    {
        try
        {
            Directory.Delete(folder.Root, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that is on its way says what is wrong there.
        }
    }

    /// <summary>Where the data of a word comes from: a built-in name, or a path below the user's folder.</summary>
    /// <exception cref="NascentException">There is no such name, file or folder.</exception>
    public static DataSource SourceOf(JobHost host, string? word) =>
        DataSource.Resolve(word is not null && Path.Exists(host.PathOf(word)) && DataCatalog.Find(word) is null ? host.PathOf(word) : word);

    /// <summary>Checks that a space's networks read what the data has.</summary>
    /// <param name="space">The space.</param>
    /// <param name="data">The data.</param>
    /// <param name="where">What the user calls the space's word.</param>
    /// <exception cref="NascentException">They do not.</exception>
    public static void RequireFit(SearchSpace space, PreparedData data, string where)
    {
        var needed = data.Preprocessing is Preprocessing.Image ? InputKind.Image : InputKind.Table;
        if (space.Input != needed)
            throw new NascentException($"{where}: found '{space.Name}', whose networks read {Words(space.Input)}, expected one for {(data.Preprocessing is Preprocessing.Backbone ? "tables, as the features of a backbone are one" : $"{Words(needed)}, which {data.Name} has")}.");
        ImageRoom.Require(space, data);
    }

    private static string Words(InputKind kind) => kind == InputKind.Image ? "images" : "tables";

    private static void RequireFree(string? folder)
    {
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new NascentException(File.Exists(Path.Combine(folder, "journal.db"))
                ? $"--run: found a run in {folder}, expected a new folder; continue that one with 'nascent resume {folder}', or choose another name."
                : $"--run: found files in {folder}, expected a new or empty folder.");
    }

    private RunFolder MakeFolder(SettledRequest request)
    {
        RequireFree(request.Folder); // once more: reading may have taken minutes
        if (request.Folder is { } folder)
            return RunFolder.Create(Path.GetDirectoryName(folder)!, Path.GetFileName(folder)); // where it is there, it is empty
        return RunFolder.Create(host.PathOf(RunPaths.Runs), RunName.For(host.Time, request.Data ?? "", request.Strategy.Name));
    }
}
