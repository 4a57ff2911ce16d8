using System.Collections.Immutable;
using System.CommandLine;
using Nascent.Cli.Help;
using Nascent.Cli.Hosting;
using Nascent.Cli.Input;
using Nascent.Files;
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
        Description = "A folder of images, a table or another file ('nascent list formats'), or a name ('nascent list data'). Default: the data set that ships inside.",
    };

    private readonly Option<string?> _spec = Text("--spec", "FILE", "Take the request from a JSON file, or from the spec.json of an earlier run. DATA and the other options override it.");
    private readonly Option<string?> _space = Text("--space", "NAME|FILE", "The networks to choose from: a name ('nascent list spaces') or a JSON file. Default: tiny-cnn for images, tabular for tables, mlp for tables of more than 200 features.");
    private readonly Option<string?> _strategy = Text("--strategy", "NAME", $"How networks are proposed ('nascent list strategies'). Default: {SearchDefaults.Strategy}; with --estimator zero-cost {SearchDefaults.StrategyWithoutTraining}.");
    private readonly Option<string[]> _strategyOption = Many("--strategy-option", "NAME=NUMBER", "Set an option of the strategy, such as population=20 ('nascent list strategies NAME'); repeatable.");
    private readonly Option<string?> _warmStart = Text("--warm-start", "RUN|FILE", "Use what an earlier search of the same space learned: a run, or a file saved by 'nascent learn'.");
    private readonly Option<string?> _estimator = Text("--estimator", "NAME", $"How networks are judged in the search ('nascent list estimators'). Default: {SearchDefaults.Estimator}.");
    private readonly Option<string?> _epochs = Text("--epochs", "N", "Epochs per trial of the search. Default: depends on the size of the data.");
    private readonly Option<string?> _dataShare = Text("--data-share", "SHARE", "Share of the training data that a trial uses. Default: depends on the size of the data.");
    private readonly Option<string?> _earlyStopping = Text("--early-stopping", "RULE", $"Stop unpromising trials early: {string.Join(", ", StoppingRules.BuiltIn.All.Select(rule => rule.Name))} or {StoppingRules.None}. Default: {SearchDefaults.EarlyStopping}.");
    private readonly Option<string?> _widthShare = Text("--width-share", "SHARE", "Train narrower copies in the search: 0.5 = half the channels. Default: 1.");
    private readonly Option<string?> _depthShare = Text("--depth-share", "SHARE", "Train shallower copies in the search: 0.5 = half the repeated layers. Default: 1.");
    private readonly Option<string?> _resolutionShare = Text("--resolution-share", "SHARE", "Train on smaller images in the search: 0.5 = half the height and width. Default: 1.");
    private readonly Option<string?> _trials = Text("--trials", "N", "End the search after N trained networks.");
    private readonly Option<string?> _budget = Text("--budget", "TIME", $"Time for the whole job, such as 90s, 10m or 1h30m. Default: {Figures.Time(SearchDefaults.Time)}; no limit with --trials, except {Figures.Time(SearchDefaults.TimeWithoutTraining(5000))} per 5,000 trials with --estimator zero-cost.");
    private readonly Option<string[]> _maximize = Many("--maximize", "METRIC", "Maximise a metric, such as accuracy; repeatable, most important first. Default: accuracy for classes.");
    private readonly Option<string[]> _minimize = Many("--minimize", "METRIC", "Minimise a metric, such as log_loss, params, macs, memory or latency; repeatable. Default: rmse for numbers.");
    private readonly Option<string[]> _limit = Many("--limit", "LIMIT", "Accept only networks within a limit, such as 'params<=100k' or 'latency<=2ms'; repeatable.");
    private readonly Option<string?> _label = Text("--label", "COLUMN", "The column of a table to predict. Default: the last one.");
    private readonly Option<string?> _header = Text("--header", "yes|no", "Whether the first line of a CSV file has the column names. Default: detected.");
    private readonly Option<string?> _task = Text("--task", "KIND", "classification or regression. Default: depends on the label.");
    private readonly Option<string?> _split = Text("--split", "RULE", "How to split the data: stratified, group:COLUMN, time:COLUMN or given. Default: stratified.");
    private readonly Option<string[]> _ignore = Many("--ignore", "COL[,COL]", "Columns of a table that are not read, such as an id; repeatable.");
    private readonly Option<string[]> _categorical = Many("--categorical", "COL[,COL]", "Columns of a table to read as categories, such as codes made of digits; repeatable.");
    private readonly Option<string[]> _numeric = Many("--numeric", "COL[,COL]", "Columns of a table to read as numbers; other texts in them are errors, or skipped with --skip-bad; repeatable.");
    private readonly Option<string[]> _missing = Many("--missing", "WORD[,WORD]", "Texts that stand for a missing value besides the usual ones, such as -99; repeatable.");
    private readonly Option<string[]> _notMissing = Many("--not-missing", "WORD[,WORD]", "Texts that are values although they usually stand for a missing one, such as NA; repeatable.");
    private readonly Option<string?> _dates = Text("--dates", "ORDER", "Read dates such as 01/02/2023 as day-first, month-first or year-first. Default: detected from all rows.");
    private readonly Option<string?> _validationShare = Text("--validation-share", "SHARE", "Size of the validation set, which decides between networks. Default: 10%.");
    private readonly Option<string?> _testShare = Text("--test-share", "SHARE", "Size of the test set, which is read once at the end. Default: 10%.");
    private readonly Option<string?> _imageSize = Text("--image-size", "PIXELS", "Height and width that images are fitted to. Default: their most common or middle size, from 8 to 64.");
    private readonly Option<string?> _fit = Text("--fit", "HOW", "How images of another shape are fitted: crop, letterbox or stretch. Default: crop, unless many would lose more than half.");
    private readonly Option<string?> _background = Text("--background", "COLOUR", "What transparent images are laid on: white, black or #rrggbb. Default: white, unless they could not be seen on it.");
    private readonly Option<string?> _images = Text("--images", "DIR", "Folder that the paths of images in a table start from. Default: the table's own.");
    private readonly Option<string?> _path = Text("--path", "COLUMN", "The column of a table with the paths of images. Default: detected.");
    private readonly Option<bool> _skipBad = new("--skip-bad") { Description = "Skip and count bad files, rows and columns. Without it, the first one stops the search." };
    private readonly Option<string?> _augment = Text("--augment", "WORDS", "Random changes of images in training: none, or some of mirror,shift,cutout,mixup,colour. Default: auto, which measures whether mirroring hurts.");
    private readonly Option<string?> _start = Text("--start", "NAME", "What networks on images begin with: none (random weights) or cifar10 (weights from small photographs). Default: auto, which measures if there are at most 5,000 images to train on.");
    private readonly Option<string?> _backbone = Text("--backbone", "FILE", "An ONNX file of a network for images that you have. It stays as it is, and a small network on its features is searched. For few images. Default: none.");
    private readonly Option<string?> _backboneInput = Text("--backbone-input", "SCALE", $"The pixels that the backbone was trained on: {string.Join(", ", SearchDefaults.BackboneInputs)}. Default: {SearchDefaults.BackboneInputs[0]}.");
    private readonly Option<bool> _classWeights = new("--class-weights") { Description = "Give rare classes as much weight in training as frequent ones." };
    private readonly Option<string?> _retrainCandidates = Text("--retrain-candidates", "N", $"Fully train the N best networks. Default: {SearchDefaults.RetrainCandidates}; {SearchDefaults.RetrainCandidatesOfFewImages} for few images, {SearchDefaults.RetrainCandidatesOfSmallTables} for small tables and backbones; fewer if time is short.");
    private readonly Option<string?> _retrainSeeds = Text("--retrain-seeds", "N", $"Fully train each network with N random seeds. Default: {SearchDefaults.RetrainSeeds}, or fewer if time is short.");
    private readonly Option<string?> _retrainEpochs = Text("--retrain-epochs", "N", "Epochs of full training. Default: as many as the time allows.");
    private readonly Option<string?> _trust = Text("--trust", "K", "Once best.onnx is written, fully train K other trials to check the search's scores. Default: 0; the time that is left is the chosen network's.");
    private readonly Option<string?> _target = new("--target") { HelpName = "DEVICE", Description = "Where latency is measured ('nascent list targets'). Default: this.", Hidden = true };
    private readonly Option<string?> _device = Text("--device", "DEVICE", $"Where networks are trained: cpu, cuda or cuda:N. cuda is untested and needs another package (docs/libtorch.md). Default: {SearchDefaults.Device}.");
    private readonly Option<string?> _precision = Text("--precision", "fp32|int8", "What best.onnx computes with: numbers of 32 bits, or bytes, which is smaller and often faster. Latency is measured so. Default: fp32.");
    private readonly Option<string?> _workers = Text("--workers", "N", "Worker processes. Default: one per CPU core.");
    private readonly Option<string?> _threads = Text("--threads", "N", "Threads per worker. Default: 1.");
    private readonly Option<string?> _memoryLimit = Text("--memory-limit", "SIZE", "End a trial that uses more memory, such as 2GB. Default: an equal share of 80 % of the machine's memory.");
    private readonly Option<string?> _trialTimeout = Text("--trial-timeout", "TIME", "End a trial that takes longer. Default: no limit.");
    private readonly Option<string?> _seed = Text("--seed", "N", $"Random seed. Default: {SearchDefaults.Seed}.");
    private readonly Option<string?> _run = Text("--run", "DIR", "Folder for the results. Default: a new one under runs/.");

    /// <summary>Adds all of them to a command, and those that it is given to the group of output.</summary>
    /// <returns>How they are grouped in the command's help.</returns>
    public ImmutableArray<HelpGroup> AddTo(Command command, params ReadOnlySpan<Option> output)
    {
        ImmutableArray<HelpGroup> groups =
        [
            new("Goal", [_maximize, _minimize, _limit], [_target]),
            new("Data", [_label, _split, _ignore, _imageSize, _skipBad, _augment, _start, _backbone, _classWeights],
                [_header, _task, _categorical, _numeric, _missing, _notMissing, _dates, _validationShare, _testShare, _fit, _background, _images, _path, _backboneInput]),
            new("Time", _budget, _trials),
            new("Search", [_space, _strategy, _warmStart, _seed], [_strategyOption, _estimator, _epochs, _dataShare, _widthShare, _depthShare, _resolutionShare, _earlyStopping, _spec]),
            new("Full training", [_retrainSeeds, _trust], [_retrainCandidates, _retrainEpochs]),
            new("Machine", [_workers, _device, _precision], [_threads, _memoryLimit, _trialTimeout]),
            new("Output", [_run, .. output]),
        ];
        command.Add(_data);
        foreach (var option in groups.SelectMany(group => group.Symbols.Concat(group.Experts)).Cast<Option>().Where(option => !option.Recursive))
            command.Add(option);
        return groups;
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
        var spec = parsed.GetValue(_spec) is { } file ? SearchRequest.FromJson(RegularFile.ReadText(host.PathOf(file), "a request as JSON"), file) : new();
        return spec with
        {
            Data = parsed.GetValue(_data) ?? spec.Data,
            Label = parsed.GetValue(_label) ?? spec.Label,
            Header = Of(_header, Quantity.YesOrNo) ?? spec.Header,
            Task = parsed.GetValue(_task) ?? spec.Task,
            Split = parsed.GetValue(_split) ?? spec.Split,
            Ignore = GivenWords(parsed, _ignore, spec.Ignore),
            Categorical = GivenWords(parsed, _categorical, spec.Categorical),
            Numeric = GivenWords(parsed, _numeric, spec.Numeric),
            Missing = GivenWords(parsed, _missing, spec.Missing),
            NotMissing = GivenWords(parsed, _notMissing, spec.NotMissing),
            Dates = parsed.GetValue(_dates) ?? spec.Dates,
            ValidationShare = Of(_validationShare, Quantity.Share) ?? spec.ValidationShare,
            TestShare = Of(_testShare, Quantity.Share) ?? spec.TestShare,
            ImageSize = Of(_imageSize, Whole(4, 1024)) ?? spec.ImageSize,
            Fit = parsed.GetValue(_fit) ?? spec.Fit,
            Background = parsed.GetValue(_background) ?? spec.Background,
            Images = parsed.GetValue(_images) ?? spec.Images,
            Path = parsed.GetValue(_path) ?? spec.Path,
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
            Augment = parsed.GetValue(_augment) ?? spec.Augment,
            Start = parsed.GetValue(_start) ?? spec.Start,
            Backbone = parsed.GetValue(_backbone) ?? spec.Backbone,
            BackboneInput = parsed.GetValue(_backboneInput) ?? spec.BackboneInput,
            ClassWeights = parsed.GetValue(_classWeights) || spec.ClassWeights,
            Workers = Of(_workers, Whole(1, 1024)) ?? spec.Workers,
            Threads = Of(_threads, Whole(1, 1024)) ?? spec.Threads,
            MemoryLimit = Of(_memoryLimit, Quantity.Bytes) ?? spec.MemoryLimit,
            TrialTimeout = Of(_trialTimeout, Quantity.Duration) ?? spec.TrialTimeout,
            Device = parsed.GetValue(_device) ?? spec.Device,
            Precision = parsed.GetValue(_precision) ?? spec.Precision,
            Seed = Of(_seed, Quantity.Seed) ?? spec.Seed,
            Run = parsed.GetValue(_run) ?? spec.Run,
        };
    }

    private static ImmutableArray<string> Given(ParseResult parsed, Option<string[]> option, ImmutableArray<string> spec) =>
        parsed.GetValue(option) is { Length: > 0 } words ? [.. words] : spec;

    private static ImmutableArray<string> GivenWords(ParseResult parsed, Option<string[]> option, ImmutableArray<string> spec) =>
        parsed.GetValue(option) is { Length: > 0 } texts ? [.. texts.SelectMany(text => WordList.Parse(text))] : spec;

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
