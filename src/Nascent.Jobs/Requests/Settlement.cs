using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Nascent.Data;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Onnx.Backbones;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>Settles what a request leaves open and the data does not decide: each default is taken here, once.</summary>
internal static class Settlement
{
    /// <summary>The request with its words read and checked.</summary>
    /// <exception cref="NascentException">A name is unknown or a value is outside of its range; the message names the option.</exception>
    public static SettledRequest Of(SearchRequest request, JobHost host)
    {
        var estimator = host.Catalogue.Estimator(request.Estimator ?? SearchDefaults.Estimator);
        return new()
        {
            Catalogue = host.Catalogue,
            Data = request.Data,
            DataOptions = DataOptionsOf(request, host),
            DataWords = DataWordsOf(request),
            Backbone = BackboneOf(request, host),
            Space = request.Space,
            Strategy = host.Catalogue.Strategy(request.Strategy ?? SearchDefaults.StrategyFor(estimator.Abilities)),
            StrategyOptions = request.StrategyOptions,
            WarmStart = request.WarmStart,
            Estimator = estimator,
            Epochs = Whole("--epochs", request.Epochs, 1, 10_000),
            DataShare = Share("--data-share", request.DataShare),
            EarlyStopping = request.EarlyStopping ?? SearchDefaults.EarlyStopping,
            IsOpen = IsOpen(request),
            WidthShare = Share("--width-share", request.WidthShare) ?? 1,
            DepthShare = Share("--depth-share", request.DepthShare) ?? 1,
            ResolutionShare = Share("--resolution-share", request.ResolutionShare) ?? 1,
            Trials = Whole("--trials", request.Trials, 1, int.MaxValue),
            Time = Least("--budget", request.Budget) ?? DefaultTime(request.Trials, estimator.Abilities),
            Objectives = [.. request.Maximize.Select(name => ObjectiveOf(name, true)), .. request.Minimize.Select(name => ObjectiveOf(name, false))],
            Constraints = [.. request.Limits.Select(Constraint.Parse)],
            Retrain = new RetrainSpec(
                Whole("--retrain-candidates", request.RetrainCandidates, 1, 100), Whole("--retrain-seeds", request.RetrainSeeds, 1, 100), Whole("--retrain-epochs", request.RetrainEpochs, 1, 10_000)),
            Trust = Whole("--trust", request.Trust, 0, 1000),
            Augmentation = request.Augment is { } words ? Augmentation.Parse(words) : Augmentation.Auto,
            Start = StartChoice.Parse(request.Start),
            ClassWeights = request.ClassWeights,
            Int8 = Quantity.IsInt8("--precision", request.Precision),
            Workers = WorkersOf(request),
            Seed = request.Seed,
            Folder = request.Run is { } folder ? host.PathOf(folder) : null,
        };
    }

    /// <summary>Whether the user named neither an estimator nor a strategy nor the length of a trial, nor anything that needs one of a kind, so that <see cref="SearchRule"/> may choose them.</summary>
    private static bool IsOpen(SearchRequest request) =>
        request is
        {
            Estimator: null, Strategy: null, WarmStart: null, Epochs: null, DataShare: null, WidthShare: null, DepthShare: null, ResolutionShare: null, EarlyStopping: null, Trials: null,
        }
        && request.StrategyOptions.IsEmpty;

    private static BackboneRequest? BackboneOf(SearchRequest request, JobHost host)
    {
        if (request.Backbone is not { } path)
            return request.BackboneInput is null ? null : throw new NascentException($"--backbone-input: found '{request.BackboneInput}' without --backbone, expected both or neither.");
        (string Option, bool IsAsked, string Why)[] unfit =
        [
            ("--augment", request.Augment is not (null or "none" or "auto"), "its features are computed once, from images as they are"),
            ("--start", request.Start is not (null or StartChoice.Auto or StartChoice.None), "the backbone is what networks begin with"),
            ("--resolution-share", request.ResolutionShare is not (null or 1), "its features are computed once, at one size"),
        ];
        return unfit.FirstOrDefault(one => one.IsAsked) is { Option: { } option } found
            ? throw new NascentException($"{option}: found beside --backbone, expected neither: {found.Why}.")
            : new(host.PathOf(path), BackboneScale.Named(request.BackboneInput ?? BackboneScale.ImageNet.Name), request.ImageSize);
    }

    private static TimeSpan? DefaultTime(int? trials, EstimatorAbilities estimator) => trials is not { } count ? SearchDefaults.Time
        : estimator.Ranking is null ? null : SearchDefaults.TimeWithoutTraining(count);

    private static DataOptions DataOptionsOf(SearchRequest request, JobHost host)
    {
        var options = DataOptions.Default with
        {
            Label = request.Label,
            Header = request.Header,
            Task = request.Task switch
            {
                null => null,
                "classification" => TaskKind.Classification,
                "regression" => TaskKind.Regression,
                var other => throw NascentException.UnknownName("task", other, ["classification", "regression"]),
            },
            Ignore = request.Ignore,
            Categorical = request.Categorical,
            Numeric = request.Numeric,
            Missing = request.Missing,
            NotMissing = request.NotMissing,
            Dates = request.Dates is { } order ? DateOrders.Parse(order) : null,
            ImageSize = request.ImageSize,
            Fit = request.Fit switch
            {
                null => null,
                "crop" => ImageFit.Crop,
                "letterbox" => ImageFit.Letterbox,
                "stretch" => ImageFit.Stretch,
                var other => throw NascentException.UnknownName("fit", other, ["crop", "letterbox", "stretch"]),
            },
            Background = request.Background,
            Images = request.Images is { } images ? host.PathOf(images) : null,
            PathColumn = request.Path,
            SkipBad = request.SkipBad,
            Split = request.Split is { } rule ? SplitRule.Parse(rule) : DataOptions.Default.Split,
            ValidationShare = request.ValidationShare ?? DataOptions.Default.ValidationShare,
            TestShare = request.TestShare ?? DataOptions.Default.TestShare,
        };
        options.Validate();
        return options;
    }

    /// <summary>The loading options that were given, for the run's record.</summary>
    private static ImmutableSortedDictionary<string, string> DataWordsOf(SearchRequest request)
    {
        (string Name, string? Word)[] words =
        [
            ("label", request.Label), ("header", request.Header is { } header ? header ? "yes" : "no" : null), ("task", request.Task), ("split", request.Split),
            ("validation-share", Text(request.ValidationShare)), ("test-share", Text(request.TestShare)), ("image-size", request.ImageSize?.ToString(CultureInfo.InvariantCulture)),
            ("backbone", request.Backbone), ("backbone-input", request.BackboneInput), ("fit", request.Fit), ("background", request.Background), ("images", request.Images), ("path", request.Path),
            ("skip-bad", request.SkipBad ? "true" : null), ("ignore", WordList.Text(request.Ignore)), ("categorical", WordList.Text(request.Categorical)), ("numeric", WordList.Text(request.Numeric)),
            ("missing", WordList.Text(request.Missing)), ("not-missing", WordList.Text(request.NotMissing)), ("dates", request.Dates),
        ];
        return words.Where(word => word.Word is not null).ToImmutableSortedDictionary(word => word.Name, word => word.Word!, StringComparer.Ordinal);
    }

    private static WorkerSpec WorkersOf(SearchRequest request)
    {
        var threads = Whole("--threads", request.Threads, 1, 1024) ?? 1;
        var count = Whole("--workers", request.Workers, 1, 1024) ?? Math.Max(1, Environment.ProcessorCount / threads);
        var memory = Whole("--memory-limit", request.MemoryLimit, 1L << 26, 1L << 50) ?? (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * SearchDefaults.MemoryShare / count);
        return new WorkerSpec(count, threads, memory, Least("--trial-timeout", request.TrialTimeout), request.Device is { } device ? Quantity.Device("--device", device) : SearchDefaults.Device);
    }

    private static Objective ObjectiveOf(string name, bool maximise)
    {
        var metric = Metric.Named(name);
        return metric.HigherIsBetter == maximise ? Objective.Of(name)
            : throw new NascentException($"{(maximise ? "--maximize" : "--minimize")}: found '{name}', which is better when {(maximise ? "smaller" : "larger")}; use {(maximise ? "--minimize" : "--maximize")} {name}.");
    }

    private static T? Whole<T>(string option, T? value, T least, T most)
        where T : struct, INumber<T> =>
        value is not { } number || (number >= least && number <= most) ? value
            : throw new NascentException($"{option}: found {number}, expected a whole number {(most == T.CreateSaturating(int.MaxValue) ? $"of at least {least}" : $"from {least} to {most}")}.");

    private static double? Share(string option, double? value) => value is null or (> 0 and <= 1) ? value
        : throw new NascentException($"{option}: found {value}, expected a share above 0 and at most 1.");

    private static TimeSpan? Least(string option, TimeSpan? value) => value is not { } time || (time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromDays(365)) ? value
        : throw new NascentException($"{option}: found {time}, expected at least 1s and at most 8760h.");

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
