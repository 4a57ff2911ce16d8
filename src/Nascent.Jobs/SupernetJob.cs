using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Searching;
using Nascent.Jobs.Specialising;
using Nascent.Randomness;
using Nascent.Reporting.Numbers;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;
using Nascent.Torch.Training;

namespace Nascent.Jobs;

/// <summary>Trains one network that holds very many smaller ones, and keeps it: the once-for-all network of Cai et al. 2020.</summary>
/// <remarks>The same request goes on where an earlier attempt was broken off. Networks for devices come from it with <see cref="SpecializeJob"/>, without any training.</remarks>
public static class SupernetJob
{
    // Of the time that is left once the data is there; the rest is for scoring its networks.
    private const double ShareOfTraining = 0.9, ShareOfScoring = 0.08;
    private const int LargeImage = 60;
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(10);

    /// <summary>Trains it.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Interrupts; the same request goes on later.</param>
    /// <returns>The folder, and what is known of the supernet.</returns>
    /// <exception cref="NascentException">Something that was asked for is not possible.</exception>
    /// <exception cref="RunFailedException">The training came to no end.</exception>
    public static async Task<(string Folder, SupernetFacts Facts)> RunAsync(SupernetRequest request, JobHost? host = null, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        (host, progress) = (host ?? new(), progress ?? UnseenProgress.Instance);
        var began = host.Time.GetTimestamp();
        Require(request);
        var folder = new SupernetFolder(request.Folder is { } given ? host.PathOf(given) : Path.Combine(host.PathOf(SupernetFolder.Supernets), NameOf(request)));
        if (folder.IsReady)
            throw new NascentException($"{host.Shorten(folder.Root)}: found a supernet that is ready, expected a new folder; name another with --output.");
        var plan = folder.IsBegun ? Continued(folder, request, host, progress) : await BeginAsync(folder, request, host, progress, cancellationToken);
        try
        {
            return (folder.Root, await Task.Run(() => Train(folder, plan, host, progress, began, cancellationToken), cancellationToken));
        }
        catch (EstimationFailedException failure)
        {
            throw new RunFailedException($"The training of the supernet in {host.Shorten(folder.Root)} failed: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"{host.Shorten(folder.Root)}: cannot be written: {FileFailure.Explain(failure)}", failure);
        }
    }

    private static void Require(SupernetRequest request)
    {
        if (request is { Time: not null, Epochs: not null })
            throw new NascentException("--epochs: found beside --budget, expected one of them: each says when the training ends.");
        if (request.Time < LeastTime)
            throw new NascentException($"--budget: found {Figures.Time(request.Time.Value)}, expected at least {Figures.Time(LeastTime)}.");
    }

    private static string NameOf(SupernetRequest request)
    {
        var data = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(request.Data ?? "images"));
        return string.Concat($"{data}-{request.Space ?? "elastic"}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
    }

    private static string AskedOf(SupernetRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Data}|{request.Space}|{JsonSerializer.Serialize(request.DataOptions)}|{request.Schedule.ToJson()}|{request.Epochs}|{request.Seed}")));

    private static SupernetPlan Continued(SupernetFolder folder, SupernetRequest request, JobHost host, IJobProgress progress)
    {
        var plan = JsonFile.Read<SupernetPlan>(folder.Plan, SupernetFolder.Noun);
        if (plan.Asked != AskedOf(request) || (request.Threads is { } threads && threads != plan.Threads))
            throw new NascentException($"{host.Shorten(folder.Root)}: found an unfinished supernet of another request, expected the same words as before to go on with it; name another folder with --output, or delete this one.");
        progress.Say($"Going on with the supernet in {host.Shorten(folder.Root)}.");
        return plan;
    }

    private static async Task<SupernetPlan> BeginAsync(SupernetFolder folder, SupernetRequest request, JobHost host, IJobProgress progress, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.Root) && Directory.EnumerateFileSystemEntries(folder.Root).Any())
            throw new NascentException($"--output: found files in {host.Shorten(folder.Root)}, expected a new or empty folder.");
        var source = RunStart.SourceOf(host, request.Data);
        LoadedData loaded;
        using (progress.Begin($"Reading {request.Data ?? "the data set that ships inside"}"))
            loaded = await Task.Run(() => DataLoader.Load(source, request.DataOptions, new Seed(request.Seed).Derive("data"), host.Catalogue.Formats), cancellationToken).WaitAsync(cancellationToken);
        var data = loaded.Prepared;
        var space = RunSpecFactory.SpaceOf(host, request.Space ?? UsualSpace(data), data, "--space");
        RunStart.RequireFit(space, data, "--space");
        request.Schedule.RequireFit(space);
        var recipe = RecipeDefaults.ForSupernet(data);
        if (data.Preprocessing is Preprocessing.Image)
        {
            using var step = progress.Begin("Testing whether images may be mirrored");
            recipe = RecipeDefaults.ForSupernet(data, (await MirrorCheck.MeasureAsync(data, request.Time, sideBySide: false, request.Seed, host.Time, cancellationToken)).Settle(RecipeDefaults.For(data)));
        }

        var time = request.Epochs is null ? request.Time ?? SupernetRequest.UsualTime : (TimeSpan?)null;
        var plan = new SupernetPlan(
            $"nascent {ProgramVersion.Text}", AskedOf(request), JsonNode.Parse(space.ToJson())!, JsonNode.Parse(request.Schedule.ToJson())!, recipe, request.Seed, request.Threads ?? Environment.ProcessorCount,
            time?.TotalSeconds, request.Epochs);
        Directory.CreateDirectory(folder.Root);
        PreparedDataFile.Write(folder.Data, data);
        PreparedDataFile.WriteTest(folder.Test, data, loaded.Test);
        JsonFile.Write(folder.Plan, plan);
        progress.Say(DataDescription.Line(DataDescription.Of(loaded, null, null), data.Task));
        foreach (var note in loaded.Notes)
            progress.Say($"Note: {note}");
        return plan;
    }

    private static string UsualSpace(PreparedData data) => data.Preprocessing switch
    {
        Preprocessing.Image { Height: > LargeImage } => ElasticMobile.LargeName,
        Preprocessing.Image => ElasticMobile.Name,
        _ => ElasticMlp.Name,
    };

    private static SupernetFacts Train(SupernetFolder folder, SupernetPlan plan, JobHost host, IJobProgress progress, long began, CancellationToken cancellationToken)
    {
        var data = PreparedDataFile.Read(folder.Data);
        var space = SearchSpace.FromJson(plan.Space.ToJsonString(), folder.Plan);
        var schedule = ShrinkingSchedule.Parse(plan.Schedule.ToJsonString(), folder.Plan);
        var seed = OpenSupernet.SeedOf(plan.Seed);
        var training = new ShrinkingTraining(space, data, plan.Recipe, schedule, seed, plan.Threads, host.Time);
        progress.Say($"Space {space.Name}: {Figures.Count((double)space.Genotypes.Size)} networks share one set of weights. Schedule {schedule.Name}: {string.Join(", ", schedule.Stages.Select(stage => stage.Name))}.");
        using var supernet = training.NewSupernet();
        var use = plan.Seconds is { } seconds ? (TimeSpan.FromSeconds(seconds) - host.Time.GetElapsedTime(began)) * ShareOfTraining : (TimeSpan?)null;
        ImmutableArray<TrainedStage> stages;
        using (var step = progress.Begin("Training the supernet"))
            stages = training.Run(supernet, folder.State, use, plan.Epochs, new RelayProgress<ShrinkingProgress>(at => step.Report(at.Share)), cancellationToken);
        supernet.Save(folder.Weights);
        var metric = Metric.Of(data.Task)[0];
        (ScoredSubnet Largest, ScoredSubnet Smallest) ends;
        ImmutableArray<ScoredSubnet> scored;
        using (var step = progress.Begin("Scoring networks of the supernet"))
        {
            ends = EndsOf(supernet, data, metric, seed, plan.Threads, cancellationToken);
            var scoring = host.Time.GetTimestamp();
            bool IsOver() => plan.Seconds is { } all && host.Time.GetElapsedTime(scoring).TotalSeconds > ShareOfScoring * all;
            scored = SubnetSampling.Score(supernet, data, metric, seed.Derive("sampling"), plan.Threads, IsOver, step, cancellationToken);
        }

        var facts = new SupernetFacts(
            SupernetFacts.Present, plan.Program, data.Name, data.Checksum, plan.Space.DeepClone(), plan.Seed, plan.Threads, plan.Recipe, schedule.Name, stages, folder.WeightsChecksum(), supernet.Count,
            space.Genotypes.Size.ToString(CultureInfo.InvariantCulture), metric.Name, ends.Largest, ends.Smallest, scored, Math.Min(SubnetSampling.ValidationSamples, data.Validation.Count),
            SubnetSampling.Judge(host.Catalogue, space, data.Signature, metric.Name, scored, seed), host.Time.GetElapsedTime(began).TotalSeconds);
        JsonFile.Write(folder.Facts, facts);
        File.Delete(folder.State);
        return facts;
    }

    private static (ScoredSubnet Largest, ScoredSubnet Smallest) EndsOf(Supernet supernet, PreparedData data, Metric metric, Seed seed, int threads, CancellationToken cancellationToken)
    {
        using var scores = new SubnetScores(supernet, data, seed, threads: threads);
        var (largest, smallest) = SupernetEnds.Of(supernet.Space, data.Signature);
        Genotype[] ends = [largest, smallest];
        var metrics = scores.ScoresOf(ends, cancellationToken);
        return (SubnetSampling.Of(supernet.Space, data, ends[0], metrics[0], metric), SubnetSampling.Of(supernet.Space, data, ends[1], metrics[1], metric));
    }
}
