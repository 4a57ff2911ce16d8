using System.Collections.Immutable;
using System.CommandLine;
using Nascent.Cli.Composition;
using Nascent.Cli.Input;
using Nascent.Cli.Outcome;
using Nascent.Data;
using Nascent.Data.Splits;
using Nascent.Journal;
using Nascent.Search.Stopping;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Cli.Commands;

/// <summary>The options of <c>search</c>, and how they become a request.</summary>
internal sealed class SearchOptions
{
    private readonly Argument<string?> _data = new("DATA")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A built-in name ('nascent list data'), a folder of images, or a file: CSV, TSV, Parquet, NPZ, IDX, CIFAR binary. Without it, the data set that ships inside.",
    };

    private readonly Option<string?> _space = Text("--space", "NAME|FILE", "The search space: a name ('nascent list spaces') or a JSON file. Default: tiny-cnn for images, mlp for tables.");
    private readonly Option<string?> _strategy = Text("--strategy", "NAME", $"How candidates are proposed ('nascent list strategies'). Default: {SearchDefaults.Strategy}; {SearchDefaults.StrategyWithoutTraining} with --estimator zero-cost.");
    private readonly Option<string[]> _strategyOption = Many("--strategy-option", "NAME=NUMBER", "An option of the strategy, such as population=20; may be repeated.");
    private readonly Option<string?> _warmStart = Text("--warm-start", "RUN|FILE", "An earlier run of the same space, or the file of a predictor ('nascent learn'): what it expects of a candidate is known to the strategy.");
    private readonly Option<string?> _estimator = Text("--estimator", "NAME", $"How candidates are judged ('nascent list estimators'). Default: {SearchDefaults.Estimator}.");
    private readonly Option<string?> _epochs = Text("--epochs", "N", "Epochs of a search trial. Default: by the data's size.");
    private readonly Option<string?> _dataShare = Text("--data-share", "SHARE", "Share of the training data that a search trial sees. Default: by the data's size.");
    private readonly Option<string?> _earlyStopping = Text("--early-stopping", "RULE", $"What stops unpromising trials early: {string.Join(", ", StoppingRules.BuiltIn.All.Select(rule => rule.Name))} or {StoppingRules.None}. Default: {SearchDefaults.EarlyStopping}.");
    private readonly Option<string?> _widthShare = Text("--width-share", "SHARE", "Share of the channels of the copy that a search trial trains. Default: 1.");
    private readonly Option<string?> _depthShare = Text("--depth-share", "SHARE", "Share of the repetitions of the copy that a search trial trains. Default: 1.");
    private readonly Option<string?> _resolutionShare = Text("--resolution-share", "SHARE", "Share of the height and width that a search trial resizes images to. Default: 1.");
    private readonly Option<string?> _trials = Text("--trials", "N", "End the search after N trained candidates.");
    private readonly Option<string?> _budget = Text("--budget", "TIME", $"Wall time of the whole job, such as 90s, 10m or 1h30m. Default, without --trials: {Figures.Time(SearchDefaults.Time)}; with --trials none, but {Figures.Time(SearchDefaults.TimeWithoutTraining(5000))} for 5,000 trials of --estimator zero-cost.");
    private readonly Option<string[]> _maximize = Many("--maximize", "METRIC", "A metric to make large, such as accuracy; may be repeated, most important first.");
    private readonly Option<string[]> _minimize = Many("--minimize", "METRIC", "A metric to make small, such as params, macs, memory or latency; may be repeated.");
    private readonly Option<string[]> _limit = Many("--limit", "LIMIT", "What must hold, such as 'params<=100k' or 'latency<=2ms'; may be repeated.");
    private readonly Option<string?> _label = Text("--label", "COLUMN", "The column of a table that is predicted. Default: the last one.");
    private readonly Option<string?> _header = Text("--header", "yes|no", "Whether the first line of a CSV file holds the names of the columns. Default: found out.");
    private readonly Option<string?> _task = Text("--task", "KIND", "classification or regression. Default: by the label.");
    private readonly Option<string?> _split = Text("--split", "RULE", "stratified, group:COLUMN, time:COLUMN or given. Default: stratified.");
    private readonly Option<string?> _validationShare = Text("--validation-share", "SHARE", "Share of the samples that decides between networks. Default: 10%.");
    private readonly Option<string?> _testShare = Text("--test-share", "SHARE", "Share of the samples that is read once, at the end. Default: 10%.");
    private readonly Option<string?> _imageSize = Text("--image-size", "PIXELS", "Side that images of a folder are resized and cropped to. Default: their most common size, at most 64.");
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Leave out bad files, rows and columns and count them, instead of stopping at the first." };
    private readonly Option<bool> _classWeights = new("--class-weights") { Description = "Let rare classes weigh as much as frequent ones while training." };
    private readonly Option<string?> _retrainCandidates = Text("--retrain-candidates", "N", $"How many of the best are trained in full. Default: {SearchDefaults.RetrainCandidates}, or 1 where the time is short.");
    private readonly Option<string?> _retrainSeeds = Text("--retrain-seeds", "N", $"How often each is trained in full. Default: {SearchDefaults.RetrainSeeds}, or fewer where the time is short.");
    private readonly Option<string?> _retrainEpochs = Text("--retrain-epochs", "N", "Epochs of full training. Default: what the time allows.");
    private readonly Option<string?> _trust = Text("--trust", "K", $"How many other trials are trained in full once best.onnx is there, to judge the search's scores. Default: up to {SearchDefaults.TrustCandidates} in the time that is left of at least {Figures.Time(SearchDefaults.TrustFrom)}; else none.");
    private readonly Option<string?> _target = Text("--target", "DEVICE", "Where latency is measured ('nascent list targets'). Default: this.");
    private readonly Option<string?> _device = Text("--device", "DEVICE", $"Where networks are trained: cpu, cuda or cuda:N. Default: {SearchDefaults.Device}.");
    private readonly Option<string?> _workers = Text("--workers", "N", "Worker processes. Default: one a core.");
    private readonly Option<string?> _threads = Text("--threads", "N", "Threads of each worker. Default: 1.");
    private readonly Option<string?> _memoryLimit = Text("--memory-limit", "SIZE", "Memory at which a trial is ended, such as 2GB. Default: an equal share of 80 % of the machine's.");
    private readonly Option<string?> _trialTimeout = Text("--trial-timeout", "TIME", "Time at which a trial is ended. Default: none.");
    private readonly Option<string?> _seed = Text("--seed", "N", $"The key of all randomness. Default: {SearchDefaults.Seed}.");
    private readonly Option<string?> _run = Text("--run", "DIR", "The run's folder. Default: a new one under runs/.");

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        foreach (var option in new Option[]
        {
            _space, _strategy, _strategyOption, _warmStart, _estimator, _epochs, _dataShare, _widthShare, _depthShare, _resolutionShare, _earlyStopping, _trials, _budget, _maximize, _minimize, _limit, _label, _header, _task, _split, _validationShare,
            _testShare, _imageSize, _skipBad, _classWeights, _retrainCandidates, _retrainSeeds, _retrainEpochs, _trust, _target, _device, _workers, _threads, _memoryLimit,
            _trialTimeout, _seed, _run,
        })
            command.Add(option);
    }

    /// <summary>The request that a command line makes.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public SearchRequest Read(ParseResult parsed, CliHost host)
    {
        string? Of(Option<string?> option) => parsed.GetValue(option);
        if (Of(_target) is { } target && target != Targets.This)
            throw NascentException.UnknownName("target", target, [Targets.This]);
        var trials = Of(_trials) is { } text ? Quantity.Whole("--trials", text, 1) : (int?)null;
        var time = Of(_budget) is { } budget ? Quantity.Duration("--budget", budget) : (TimeSpan?)null;
        return new SearchRequest
        {
            Data = parsed.GetValue(_data),
            DataOptions = ReadDataOptions(parsed),
            DataWords = ReadDataWords(parsed),
            Space = Of(_space),
            Strategy = Of(_strategy) ?? Registries.Estimator(Of(_estimator) ?? SearchDefaults.Estimator).Strategy,
            StrategyOptions = ReadStrategyOptions(parsed.GetValue(_strategyOption) ?? []),
            WarmStart = Of(_warmStart),
            Estimator = Of(_estimator) ?? SearchDefaults.Estimator,
            Epochs = Of(_epochs) is { } epochs ? Quantity.Whole("--epochs", epochs, 1, 10_000) : null,
            DataShare = Of(_dataShare) is { } share ? Quantity.Share("--data-share", share) : null,
            EarlyStopping = Of(_earlyStopping) ?? SearchDefaults.EarlyStopping,
            IsOpen = new[] { _estimator, _strategy, _warmStart, _epochs, _dataShare, _widthShare, _depthShare, _resolutionShare, _earlyStopping, _trials }.All(option => Of(option) is null)
                && parsed.GetValue(_strategyOption) is not { Length: > 0 },
            WidthShare = Of(_widthShare) is { } width ? Quantity.Share("--width-share", width) : 1,
            DepthShare = Of(_depthShare) is { } depth ? Quantity.Share("--depth-share", depth) : 1,
            ResolutionShare = Of(_resolutionShare) is { } resolution ? Quantity.Share("--resolution-share", resolution) : 1,
            Trials = trials,
            Time = time ?? DefaultTime(trials, Of(_estimator) ?? SearchDefaults.Estimator),
            Objectives = [.. (parsed.GetValue(_maximize) ?? []).Select(name => ReadObjective(name, true)), .. (parsed.GetValue(_minimize) ?? []).Select(name => ReadObjective(name, false))],
            Constraints = [.. (parsed.GetValue(_limit) ?? []).Select(Constraint.Parse)],
            Retrain = new RetrainSpec(
                Of(_retrainCandidates) is { } candidates ? Quantity.Whole("--retrain-candidates", candidates, 1, 100) : null,
                Of(_retrainSeeds) is { } seeds ? Quantity.Whole("--retrain-seeds", seeds, 1, 100) : null,
                Of(_retrainEpochs) is { } full ? Quantity.Whole("--retrain-epochs", full, 1, 10_000) : null),
            Trust = Of(_trust) is { } trust ? Quantity.Whole("--trust", trust, 0, 1000) : null,
            ClassWeights = parsed.GetValue(_classWeights),
            Workers = ReadWorkers(parsed),
            Seed = Of(_seed) is { } seed ? Quantity.Seed("--seed", seed) : SearchDefaults.Seed,
            Folder = Of(_run) is { } folder ? host.PathOf(folder) : null,
        };
    }

    private static TimeSpan? DefaultTime(int? trials, string estimator) => trials is not { } count ? SearchDefaults.Time
        : Registries.Estimator(estimator).Ranking is null ? null : SearchDefaults.TimeWithoutTraining(count);

    private DataOptions ReadDataOptions(ParseResult parsed)
    {
        var options = DataOptions.Default with
        {
            Label = parsed.GetValue(_label),
            Header = parsed.GetValue(_header) is { } header ? Quantity.YesOrNo("--header", header) : null,
            Task = parsed.GetValue(_task) switch
            {
                null => null,
                "classification" => TaskKind.Classification,
                "regression" => TaskKind.Regression,
                var other => throw NascentException.UnknownName("task", other, ["classification", "regression"]),
            },
            ImageSize = parsed.GetValue(_imageSize) is { } size ? Quantity.Whole("--image-size", size, 4, 1024) : null,
            SkipBad = parsed.GetValue(_skipBad),
            Split = parsed.GetValue(_split) is { } rule ? SplitRule.Parse(rule) : DataOptions.Default.Split,
            ValidationShare = parsed.GetValue(_validationShare) is { } validation ? Quantity.Share("--validation-share", validation) : DataOptions.Default.ValidationShare,
            TestShare = parsed.GetValue(_testShare) is { } test ? Quantity.Share("--test-share", test) : DataOptions.Default.TestShare,
        };
        options.Validate();
        return options;
    }

    private ImmutableSortedDictionary<string, string> ReadDataWords(ParseResult parsed)
    {
        var words = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var option in new[] { _label, _header, _task, _split, _validationShare, _testShare, _imageSize })
            if (parsed.GetValue(option) is { } value)
                words[option.Name[2..]] = value;
        if (parsed.GetValue(_skipBad))
            words["skip-bad"] = "true";
        return words.ToImmutable();
    }

    private WorkerSpec ReadWorkers(ParseResult parsed)
    {
        var threads = parsed.GetValue(_threads) is { } each ? Quantity.Whole("--threads", each, 1, 1024) : 1;
        var count = parsed.GetValue(_workers) is { } many ? Quantity.Whole("--workers", many, 1, 1024) : Math.Max(1, Environment.ProcessorCount / threads);
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new WorkerSpec(
            count, threads,
            parsed.GetValue(_memoryLimit) is { } limit ? Quantity.Bytes("--memory-limit", limit) : (long)(memory * SearchDefaults.MemoryShare / count),
            parsed.GetValue(_trialTimeout) is { } timeout ? Quantity.Duration("--trial-timeout", timeout) : null,
            parsed.GetValue(_device) is { } device ? Quantity.Device("--device", device) : SearchDefaults.Device);
    }

    private static ImmutableSortedDictionary<string, double> ReadStrategyOptions(string[] texts)
    {
        var options = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var (name, value) = Quantity.Setting("--strategy-option", text);
            if (!options.TryAdd(name, value))
                throw new NascentException($"--strategy-option: found '{name}' twice, expected it once.");
        }

        return options.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static Objective ReadObjective(string name, bool maximise)
    {
        var metric = Metric.Named(name);
        return metric.HigherIsBetter == maximise ? Objective.Of(name)
            : throw new NascentException($"{(maximise ? "--maximize" : "--minimize")}: found '{name}', which is better when {(maximise ? "smaller" : "larger")}; use {(maximise ? "--minimize" : "--maximize")} {name}.");
    }

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };

    private static Option<string[]> Many(string name, string value, string help) =>
        new(name) { HelpName = value, Description = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
