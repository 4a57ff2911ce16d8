using System.Collections.Immutable;

namespace Nascent.Tasks;

/// <summary>A measured quantity, and all that other code needs to know of it.</summary>
/// <remarks>A new one is added here, to the tables at the end too, and is computed in <see cref="ClassificationScores"/>, in <see cref="RegressionScores"/> or by a cost model.</remarks>
/// <param name="Name">The name on the command line, in journals and in reports.</param>
/// <param name="HigherIsBetter">Whether it is maximised by nature.</param>
/// <param name="Scale">What stored values are.</param>
/// <param name="Help">One line that says what it is.</param>
public sealed record Metric(string Name, bool HigherIsBetter, MetricScale Scale, string Help)
{
    /// <summary>Share of samples whose highest-scored class is right, in the range [0, 1].</summary>
    public static readonly Metric Accuracy = new("accuracy", true, MetricScale.Share, "share of correct predictions") { CountsSamples = true };

    /// <summary>Mean over classes of the share of that class predicted right, in the range [0, 1].</summary>
    public static readonly Metric BalancedAccuracy = new("balanced_accuracy", true, MetricScale.Share, "mean recall over classes") { Title = "balanced accuracy" };

    /// <summary>Mean over classes of the harmonic mean of precision and recall, in the range [0, 1].</summary>
    public static readonly Metric MacroF1 = new("macro_f1", true, MetricScale.Share, "mean F1 over classes") { Title = "macro F1" };

    /// <summary>Area under the ROC curve, one class against the rest, mean over classes, in the range [0, 1].</summary>
    public static readonly Metric Auroc = new("auroc", true, MetricScale.Number, "area under the ROC curve, mean over classes") { Title = "AUROC" };

    /// <summary>Mean negative log-probability of the right class, natural logarithm, at least 0.</summary>
    public static readonly Metric LogLoss = new("log_loss", false, MetricScale.Number, "mean negative log-probability of the correct class") { Title = "log loss" };

    /// <summary>Root of the mean squared error, in the target's unit.</summary>
    public static readonly Metric Rmse = new("rmse", false, MetricScale.Number, "root mean squared error") { Title = "RMSE" };

    /// <summary>Mean absolute error, in the target's unit.</summary>
    public static readonly Metric Mae = new("mae", false, MetricScale.Number, "mean absolute error") { Title = "MAE" };

    /// <summary>Share of the target's variance that is explained, at most 1.</summary>
    public static readonly Metric R2 = new("r2", true, MetricScale.Number, "share of variance explained") { Title = "R²" };

    /// <summary>Trainable parameters.</summary>
    public static readonly Metric Parameters = new("params", false, MetricScale.Count, "trainable parameters") { Title = "parameters" };

    /// <summary>Multiply-accumulates of one sample.</summary>
    public static readonly Metric Macs = new("macs", false, MetricScale.Count, "multiply-accumulates per sample") { Title = "MACs" };

    /// <summary>Peak activation memory of one sample at inference, in bytes.</summary>
    public static readonly Metric PeakMemory = new("memory", false, MetricScale.Bytes, "peak activation memory per sample") { Title = "peak memory" };

    /// <summary>How long a training step takes for one sample, in multiply-accumulates of a dense convolution: see <c>TrainingWork</c>.</summary>
    public static readonly Metric Work = new("work", false, MetricScale.Count, "estimated training cost per sample; only ratios have a meaning") { Title = "training cost (work)" };

    /// <summary>Time for one sample, in milliseconds.</summary>
    public static readonly Metric Latency = new("latency", false, MetricScale.Milliseconds, "time per sample on this machine") { IsTimed = true };

    /// <summary>How an untrained network scores compared with random ones of its space: 0 for the middle one, about 1 for one in six. What a search without training ranks by; it is asked for by choosing its estimator, so that it is not among <see cref="All"/>.</summary>
    public static readonly Metric ZeroCost = new("zero_cost", true, MetricScale.Number, "training-free score, compared with random networks of the space");

    /// <summary>The metrics that judge predictions of a classification, the usual objective first.</summary>
    public static readonly ImmutableArray<Metric> OfClassification = [Accuracy, BalancedAccuracy, MacroF1, Auroc, LogLoss];

    /// <summary>The metrics that judge predictions of a regression, the usual objective first.</summary>
    public static readonly ImmutableArray<Metric> OfRegression = [Rmse, Mae, R2];

    /// <summary>Every metric that can be wished for or limited, quality first.</summary>
    public static readonly ImmutableArray<Metric> All = [.. OfClassification, .. OfRegression, Parameters, Macs, PeakMemory, Work, Latency];

    /// <summary>What reports call it, such as <c>log loss</c>; the name if nothing else is said.</summary>
    public string Title { get => field ?? Name; init; }

    /// <summary>Whether it is the share of samples that are right, each by itself, so that its noise is known (<see cref="NoiseOf"/>).</summary>
    public bool CountsSamples { get; init; }

    /// <summary>Whether it counts predicted classes, right and wrong, whatever their probabilities are.</summary>
    public bool CountsClasses => this == Accuracy || this == BalancedAccuracy || this == MacroF1;

    /// <summary>Whether a clock measures it, so that no two measurements are the same: it is recorded and never compared bit for bit.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Whether it judges predictions, and is no cost.</summary>
    public bool JudgesPredictions => OfClassification.Contains(this) || OfRegression.Contains(this);

    /// <summary>The metrics that judge predictions of a task, the usual objective first.</summary>
    public static ImmutableArray<Metric> Of(LearningTask task) => task is LearningTask.Classification ? OfClassification : OfRegression;

    /// <summary>The metric of a name; null where there is none, as for a cost or an estimate of somebody else's.</summary>
    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);

    /// <summary>What reports call the metric of a name; the name itself if there is no such metric.</summary>
    public static string TitleOf(string name) => Find(name)?.Title ?? name;

    /// <summary>The metric of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static Metric Named(string name) => Find(name) ?? throw NascentException.UnknownName("metric", name, All.Select(metric => metric.Name));

    /// <summary>The standard deviation that a value has because it is of so many samples: √(value · (1 − value) / samples); 0 where it is not known.</summary>
    public double NoiseOf(double value, double samples) => CountsSamples ? Math.Sqrt(value * (1 - value) / samples) : 0;
}
