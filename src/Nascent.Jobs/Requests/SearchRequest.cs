using System.Collections.Immutable;

namespace Nascent.Jobs.Requests;

/// <summary>What is asked of a search, in the words of <c>nascent search --help</c>. Whatever is left out has its default, by the data and the time.</summary>
/// <remarks>Immutable. Values are checked when a job begins; an error names the option of the command line that the property is.</remarks>
public sealed record SearchRequest
{
    /// <summary>A built-in name, a folder of images, or a file. Default: null, the data set that ships inside.</summary>
    public string? Data { get; init; }

    /// <summary>The column of a table that is predicted. Default: the last one.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the first line of a CSV file holds the names of the columns. Default: null, found out.</summary>
    public bool? Header { get; init; }

    /// <summary><c>classification</c> or <c>regression</c>. Default: by the label.</summary>
    public string? Task { get; init; }

    /// <summary><c>stratified</c>, <c>group:COLUMN</c>, <c>time:COLUMN</c> or <c>given</c>. Default: stratified.</summary>
    public string? Split { get; init; }

    /// <summary>Columns of a table that are not read. Default: none.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];

    /// <summary>Columns of a table that are categories, whatever their texts look like. Default: by the texts.</summary>
    public ImmutableArray<string> Categorical { get; init; } = [];

    /// <summary>Columns of a table that are numbers. Default: by the texts.</summary>
    public ImmutableArray<string> Numeric { get; init; } = [];

    /// <summary>Texts of a table that stand for a missing value besides the usual ones. Default: none.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Texts of a table that are values although they usually stand for a missing one, such as <c>NA</c>. Default: none.</summary>
    public ImmutableArray<string> NotMissing { get; init; } = [];

    /// <summary><c>day-first</c>, <c>month-first</c> or <c>year-first</c>: how dates such as 01/02/2023 are read. Default: by all rows of a column.</summary>
    public string? Dates { get; init; }

    /// <summary>Share of the samples that decides between networks, in the range (0, 1). Default: 0.1.</summary>
    public double? ValidationShare { get; init; }

    /// <summary>Share of the samples that is read once, at the end, in the range (0, 1). Default: 0.1.</summary>
    public double? TestShare { get; init; }

    /// <summary>Side in pixels that image files are fitted to, 4 to 1024. Default: their most common or middle size, from 8 to 64.</summary>
    public int? ImageSize { get; init; }

    /// <summary>How images of another shape are fitted: <c>crop</c>, <c>letterbox</c> or <c>stretch</c>. Default: crop, unless many images would lose more than half.</summary>
    public string? Fit { get; init; }

    /// <summary>What transparent images are laid on: <c>white</c>, <c>black</c> or <c>#rrggbb</c>. Default: white, unless what they show could not be seen on it.</summary>
    public string? Background { get; init; }

    /// <summary>The folder that the paths of images in a table start from. Default: the table's own.</summary>
    public string? Images { get; init; }

    /// <summary>The column of a table that holds paths of images. Default: the one whose texts are such.</summary>
    public string? Path { get; init; }

    /// <summary>Whether bad files, rows and columns are left out and counted. Default: false, the first one ends the job.</summary>
    public bool SkipBad { get; init; }

    /// <summary>An ONNX file of a network for images that is kept as it is, so that only a small network on its features is searched; see <c>docs/backbone.md</c>. Default: none.</summary>
    public string? Backbone { get; init; }

    /// <summary>The scale of pixels that the backbone was trained on: <c>imagenet</c>, <c>0..1</c>, <c>-1..1</c> or <c>0..255</c>. Default: imagenet, where it reads float32.</summary>
    public string? BackboneInput { get; init; }

    /// <summary>A search space: a name of the catalogue, a JSON file, or the JSON text itself. Default: <c>tiny-cnn</c> for images, <c>tabular</c> for tables, <c>mlp</c> for tables of more than 200 features.</summary>
    public string? Space { get; init; }

    /// <summary>How candidates are proposed. Default: <c>auto</c>; where the estimator trains nothing <c>regularized-evolution</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>Options of the strategy by their names. Default: none.</summary>
    public ImmutableSortedDictionary<string, double> StrategyOptions { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>How candidates are judged. Default: <c>train</c>.</summary>
    public string? Estimator { get; init; }

    /// <summary>The rule that stops unpromising trials early, or <c>none</c>. Default: none.</summary>
    public string? EarlyStopping { get; init; }

    /// <summary>An earlier run of the same space, or the file of a predictor, that the search begins from. Default: none.</summary>
    public string? WarmStart { get; init; }

    /// <summary>Epochs of a search trial, 1 to 10,000. Default: by the data's size.</summary>
    public int? Epochs { get; init; }

    /// <summary>Share of the training data that a search trial sees, in the range (0, 1]. Default: by the data's size.</summary>
    public double? DataShare { get; init; }

    /// <summary>Share of the channels of the copy that a search trial trains, in the range (0, 1]. Default: 1.</summary>
    public double? WidthShare { get; init; }

    /// <summary>Share of the repetitions of the copy that a search trial trains, in the range (0, 1]. Default: 1.</summary>
    public double? DepthShare { get; init; }

    /// <summary>Share of the height and width that a search trial resizes images to, in the range (0, 1]. Default: 1.</summary>
    public double? ResolutionShare { get; init; }

    /// <summary>Trained candidates after which the search ends, at least 1. Default: no such end.</summary>
    public int? Trials { get; init; }

    /// <summary>Wall time of the whole job, at least one second. Default: 4m 40s where <see cref="Trials"/> is not given either, else none.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Metrics to make large, most important first. Default: the task's first metric.</summary>
    public ImmutableArray<string> Maximize { get; init; } = [];

    /// <summary>Metrics to make small, such as <c>params</c> or <c>latency</c>; they come after those to make large.</summary>
    public ImmutableArray<string> Minimize { get; init; } = [];

    /// <summary>What must hold, such as <c>params&lt;=100k</c> or <c>latency&lt;=2ms</c>. Default: nothing.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>How many of the best are trained in full, 1 to 100. Default: 2, 4 of few images, 12 of small tables and behind a backbone; fewer where the time is short.</summary>
    public int? RetrainCandidates { get; init; }

    /// <summary>How often each is trained in full, 1 to 100. Default: 3, or fewer where the time is short.</summary>
    public int? RetrainSeeds { get; init; }

    /// <summary>Epochs of full training, 1 to 10,000. Default: what the time allows.</summary>
    public int? RetrainEpochs { get; init; }

    /// <summary>How many other trials are trained in full at the end, to judge the search's scores, 0 to 1000. Default: up to 6 in the time left of at least ten minutes.</summary>
    public int? Trust { get; init; }

    /// <summary>By what images are changed at random in training: <c>auto</c>, <c>none</c>, or some of mirror, shift, cutout, mixup and colour with commas between them. Default: auto, which measures whether mirroring hurts.</summary>
    public string? Augment { get; init; }

    /// <summary>What networks on images begin with: <c>none</c> for random weights, <c>cifar10</c> for weights from small photographs, <c>auto</c>. Default: auto, which measures where there are at most 5,000 images to train on.</summary>
    public string? Start { get; init; }

    /// <summary>Whether rare classes weigh as much as frequent ones. Default: false.</summary>
    public bool ClassWeights { get; init; }

    /// <summary>Worker processes, 1 to 1024. Default: one for each core.</summary>
    public int? Workers { get; init; }

    /// <summary>Threads of each worker, 1 to 1024. Default: 1.</summary>
    public int? Threads { get; init; }

    /// <summary>Bytes of memory at which a trial is ended, at least 64 MB. Default: an equal share of 80 % of the machine's.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Time at which a trial is ended. Default: none.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>Where networks are trained: <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>. Default: cpu.</summary>
    public string? Device { get; init; }

    /// <summary>What the deployed file computes with: <c>fp32</c> or <c>int8</c>. Default: fp32.</summary>
    public string? Precision { get; init; }

    /// <summary>The random seed. Default: 1.</summary>
    public ulong Seed { get; init; } = SearchDefaults.Seed;

    /// <summary>The run's folder. Default: a new one below <c>runs/</c>.</summary>
    public string? Run { get; init; }

    /// <summary>Reads a request from JSON: the same names in camel case, times such as <c>"10m"</c>, sizes such as <c>"2GB"</c>, a space also as an object; or a run's <c>spec.json</c>.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="NascentException">The text is no request; the message says where and what is expected.</exception>
    public static SearchRequest FromJson(string json, string source = "request") => RequestJson.Read(json, source);

    /// <summary>This request as JSON, which <see cref="FromJson"/> reads back as an equal one.</summary>
    public string ToJson() => RequestJson.Write(this);
}
