using System.Collections.Immutable;

namespace Nascent.Tasks;

/// <summary>A measured quantity: its name, whether more is better, and its unit.</summary>
/// <param name="Name">The name on the command line, in journals and in reports.</param>
/// <param name="HigherIsBetter">Whether it is maximised by nature.</param>
/// <param name="Unit">The unit of stored values: <c>ms</c>, <c>bytes</c>, or empty for a plain number.</param>
/// <param name="Help">One line that says what it is.</param>
public sealed record Metric(string Name, bool HigherIsBetter, string Unit, string Help)
{
    /// <summary>Share of samples whose highest-scored class is right, in the range [0, 1].</summary>
    public static readonly Metric Accuracy = new("accuracy", true, "", "share of samples predicted right");

    /// <summary>Mean over classes of the share of that class predicted right, in the range [0, 1].</summary>
    public static readonly Metric BalancedAccuracy = new("balanced_accuracy", true, "", "mean recall over classes");

    /// <summary>Mean over classes of the harmonic mean of precision and recall, in the range [0, 1].</summary>
    public static readonly Metric MacroF1 = new("macro_f1", true, "", "mean F1 over classes");

    /// <summary>Area under the ROC curve, one class against the rest, mean over classes, in the range [0, 1].</summary>
    public static readonly Metric Auroc = new("auroc", true, "", "area under the ROC curve, mean over classes");

    /// <summary>Mean negative log-probability of the right class, natural logarithm, at least 0.</summary>
    public static readonly Metric LogLoss = new("log_loss", false, "", "mean negative log-probability of the right class");

    /// <summary>Root of the mean squared error, in the target's unit.</summary>
    public static readonly Metric Rmse = new("rmse", false, "", "root mean squared error");

    /// <summary>Mean absolute error, in the target's unit.</summary>
    public static readonly Metric Mae = new("mae", false, "", "mean absolute error");

    /// <summary>Share of the target's variance that is explained, at most 1.</summary>
    public static readonly Metric R2 = new("r2", true, "", "share of variance explained");

    /// <summary>Trainable parameters.</summary>
    public static readonly Metric Parameters = new("params", false, "", "trainable parameters");

    /// <summary>Multiply-accumulates of one sample.</summary>
    public static readonly Metric Macs = new("macs", false, "", "multiply-accumulates for one sample");

    /// <summary>Peak activation memory of one sample at inference, in bytes.</summary>
    public static readonly Metric PeakMemory = new("memory", false, "bytes", "peak activation memory for one sample");

    /// <summary>How long a training step takes for one sample, in multiply-accumulates of a dense convolution: see <see cref="Costs.TrainingWork"/>.</summary>
    public static readonly Metric Work = new("work", false, "", "training time for one sample, relative to other networks");

    /// <summary>Time for one sample, in milliseconds.</summary>
    public static readonly Metric Latency = new("latency", false, "ms", "time for one sample on the target");

    /// <summary>How an untrained network scores beside random ones of its space: 0 for the middle one, about 1 for one in six. What a search without training ranks by; it is asked for by choosing its estimator, so that it is not among <see cref="All"/>.</summary>
    public static readonly Metric ZeroCost = new("zero_cost", true, "", "scores of the untrained network beside random ones of its space");

    /// <summary>Every metric that can be wished for or limited, quality first.</summary>
    public static readonly ImmutableArray<Metric> All =
        [Accuracy, BalancedAccuracy, MacroF1, Auroc, LogLoss, Rmse, Mae, R2, Parameters, Macs, PeakMemory, Work, Latency];

    /// <summary>The metrics that judge predictions of a classification.</summary>
    public static readonly ImmutableArray<Metric> OfClassification = [Accuracy, BalancedAccuracy, MacroF1, Auroc, LogLoss];

    /// <summary>The metrics that judge predictions of a regression.</summary>
    public static readonly ImmutableArray<Metric> OfRegression = [Rmse, Mae, R2];

    /// <summary>The metric of a name.</summary>
    /// <exception cref="NascentException">There is none; the message lists those that exist.</exception>
    public static Metric Named(string name) =>
        All.FirstOrDefault(metric => metric.Name == name) ?? throw NascentException.UnknownName("metric", name, All.Select(metric => metric.Name));
}
