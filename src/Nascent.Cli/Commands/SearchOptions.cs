using System.Collections.Immutable;
using System.CommandLine;
using Nascent.Cli.Hosting;
using Nascent.Cli.Input;
using Nascent.Jobs.Requests;
using Nascent.Reporting.Numbers;
using Nascent.Search.Stopping;

namespace Nascent.Cli.Commands;

/// <summary>The options of <c>search</c>, and how they become a request.</summary>
internal sealed class SearchOptions
{
    private readonly Argument<string?> _data = new("DATA")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A built-in name ('nascent list data'), a folder of images, or a file: CSV, TSV, Parquet, NPZ, IDX, CIFAR binary. Without it, the data set that ships inside.",
    };

    private readonly Option<string?> _spec = Text("--spec", "FILE", "A request as JSON, or the spec.json of an earlier run; other options and DATA go on top. Default: none.");
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
            _spec, _space, _strategy, _strategyOption, _warmStart, _estimator, _epochs, _dataShare, _widthShare, _depthShare, _resolutionShare, _earlyStopping, _trials, _budget, _maximize, _minimize, _limit, _label, _header, _task, _split, _validationShare,
            _testShare, _imageSize, _skipBad, _classWeights, _retrainCandidates, _retrainSeeds, _retrainEpochs, _trust, _target, _device, _workers, _threads, _memoryLimit,
            _trialTimeout, _seed, _run,
        })
            command.Add(option);
    }

    /// <summary>The request that a command line makes, on top of the one of <c>--spec</c>.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public SearchRequest Read(ParseResult parsed, CliHost host)
    {
        T? Of<T>(Option<string?> option, Func<string, string, T> read)
            where T : struct => parsed.GetValue(option) is { } text ? read(option.Name, text) : null;
        Func<string, string, int> Whole(int least, int most = int.MaxValue) => (name, text) => Quantity.Whole(name, text, least, most);
        if (parsed.GetValue(_target) is { } target && target != Targets.This)
            throw NascentException.UnknownName("target", target, [Targets.This]);
        var spec = parsed.GetValue(_spec) is { } file ? SearchRequest.FromJson(File.ReadAllText(host.PathOf(file)), file) : new();
        return spec with
        {
            Data = parsed.GetValue(_data) ?? spec.Data,
            Label = parsed.GetValue(_label) ?? spec.Label,
            Header = Of(_header, Quantity.YesOrNo) ?? spec.Header,
            Task = parsed.GetValue(_task) ?? spec.Task,
            Split = parsed.GetValue(_split) ?? spec.Split,
            ValidationShare = Of(_validationShare, Quantity.Share) ?? spec.ValidationShare,
            TestShare = Of(_testShare, Quantity.Share) ?? spec.TestShare,
            ImageSize = Of(_imageSize, Whole(4, 1024)) ?? spec.ImageSize,
            SkipBad = parsed.GetValue(_skipBad) || spec.SkipBad,
            Space = parsed.GetValue(_space) ?? spec.Space,
            Strategy = parsed.GetValue(_strategy) ?? spec.Strategy,
            StrategyOptions = spec.StrategyOptions.SetItems(ReadStrategyOptions(parsed.GetValue(_strategyOption) ?? [])),
            WarmStart = parsed.GetValue(_warmStart) ?? spec.WarmStart,
            Estimator = parsed.GetValue(_estimator) ?? spec.Estimator,
            Epochs = Of(_epochs, Whole(1, 10_000)) ?? spec.Epochs,
            DataShare = Of(_dataShare, Quantity.Share) ?? spec.DataShare,
            EarlyStopping = parsed.GetValue(_earlyStopping) ?? spec.EarlyStopping,
            WidthShare = Of(_widthShare, Quantity.Share) ?? spec.WidthShare,
            DepthShare = Of(_depthShare, Quantity.Share) ?? spec.DepthShare,
            ResolutionShare = Of(_resolutionShare, Quantity.Share) ?? spec.ResolutionShare,
            Trials = Of(_trials, Whole(1)) ?? spec.Trials,
            Budget = Of(_budget, Quantity.Duration) ?? spec.Budget,
            Maximize = Given(parsed, _maximize, spec.Maximize),
            Minimize = Given(parsed, _minimize, spec.Minimize),
            Limits = Given(parsed, _limit, spec.Limits),
            RetrainCandidates = Of(_retrainCandidates, Whole(1, 100)) ?? spec.RetrainCandidates,
            RetrainSeeds = Of(_retrainSeeds, Whole(1, 100)) ?? spec.RetrainSeeds,
            RetrainEpochs = Of(_retrainEpochs, Whole(1, 10_000)) ?? spec.RetrainEpochs,
            Trust = Of(_trust, Whole(0, 1000)) ?? spec.Trust,
            ClassWeights = parsed.GetValue(_classWeights) || spec.ClassWeights,
            Workers = Of(_workers, Whole(1, 1024)) ?? spec.Workers,
            Threads = Of(_threads, Whole(1, 1024)) ?? spec.Threads,
            MemoryLimit = Of(_memoryLimit, Quantity.Bytes) ?? spec.MemoryLimit,
            TrialTimeout = Of(_trialTimeout, Quantity.Duration) ?? spec.TrialTimeout,
            Device = parsed.GetValue(_device) ?? spec.Device,
            Seed = Of(_seed, Quantity.Seed) ?? spec.Seed,
            Run = parsed.GetValue(_run) ?? spec.Run,
        };
    }

    private static ImmutableArray<string> Given(ParseResult parsed, Option<string[]> option, ImmutableArray<string> spec) =>
        parsed.GetValue(option) is { Length: > 0 } words ? [.. words] : spec;

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

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };

    private static Option<string[]> Many(string name, string value, string help) =>
        new(name) { HelpName = value, Description = help, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}
