using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Nascent.Tasks;

namespace Nascent.Trials;

/// <summary>A bound that must hold, such as <c>params&lt;=100k</c>.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="AtMost">Whether the bound is an upper one.</param>
/// <param name="Bound">The bound, in the metric's unit; it is allowed itself.</param>
public sealed partial record Constraint(string Metric, bool AtMost, double Bound)
{
    /// <summary>Whether it limits a metric that judges predictions, which is known for certain after full training alone.</summary>
    [JsonIgnore]
    public bool JudgesPredictions => Tasks.Metric.Find(Metric) is { JudgesPredictions: true };

    /// <summary>Whether the bound holds; null where the metric was not measured.</summary>
    public bool? Holds(Metrics metrics) => metrics[Metric] is { } value ? (AtMost ? value <= Bound : value >= Bound) : null;

    /// <summary>Reads <c>METRIC&lt;=VALUE</c> or <c>METRIC&gt;=VALUE</c>, the value with an optional suffix: k, M, G (thousands), KB, MB, GB (bytes), us, ms, s (time), %.</summary>
    /// <exception cref="NascentException">The text has another form, or the metric is unknown.</exception>
    public static Constraint Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new NascentException($"Limit '{text}': expected METRIC<=VALUE or METRIC>=VALUE, such as params<=100k or latency<=2ms.");
        var metric = Tasks.Metric.Named(match.Groups["metric"].Value);
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var suffix = match.Groups["suffix"].Value;
        var factor = (suffix, metric.Scale) switch
        {
            ("", _) => 1,
            ("k", not MetricScale.Milliseconds) => 1e3,
            ("M", not MetricScale.Milliseconds) => 1e6,
            ("G", not MetricScale.Milliseconds) => 1e9,
            ("KB", MetricScale.Bytes) => 1024.0,
            ("MB", MetricScale.Bytes) => 1024.0 * 1024,
            ("GB", MetricScale.Bytes) => 1024.0 * 1024 * 1024,
            ("us", MetricScale.Milliseconds) => 1e-3,
            ("ms", MetricScale.Milliseconds) => 1,
            ("s", MetricScale.Milliseconds) => 1e3,
            ("%", not (MetricScale.Bytes or MetricScale.Milliseconds)) => 1e-2,
            _ => throw new NascentException($"Limit '{text}': found suffix '{suffix}', expected {Suffixes(metric)} for {metric.Name}."),
        };
        return new Constraint(metric.Name, match.Groups["relation"].Value == "<=", number * factor);
    }

    /// <summary>Reads the same for metrics whose units nobody knows, such as those of a benchmark table: the value as it stands there, or with k, M or G for thousands.</summary>
    /// <param name="text">The text.</param>
    /// <param name="metrics">The names of the metrics that there are.</param>
    /// <exception cref="NascentException">The text has another form, or the metric is unknown.</exception>
    public static Constraint Parse(string text, IReadOnlyCollection<string> metrics)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new NascentException($"Limit '{text}': expected METRIC<=VALUE or METRIC>=VALUE, such as params<=100k or latency<=3.");
        var name = match.Groups["metric"].Value;
        if (!metrics.Contains(name))
            throw NascentException.UnknownName("metric", name, metrics);
        var factor = match.Groups["suffix"].Value switch
        {
            "" => 1,
            "k" => 1e3,
            "M" => 1e6,
            "G" => 1e9,
            var suffix => throw new NascentException($"Limit '{text}': found suffix '{suffix}', expected a plain number in the unit of the table's column, or k, M or G for thousands."),
        };
        return new Constraint(name, match.Groups["relation"].Value == "<=", double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * factor);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Metric}{(AtMost ? "<=" : ">=")}{Bound.ToString("R", CultureInfo.InvariantCulture)}";

    private static string Suffixes(Tasks.Metric metric) => metric.Scale switch
    {
        MetricScale.Milliseconds => "us, ms or s",
        MetricScale.Bytes => "k, M, G, KB, MB or GB",
        _ => "k, M, G or %",
    };

    [GeneratedRegex(@"^\s*(?<metric>[A-Za-z_][A-Za-z0-9_.-]*)\s*(?<relation><=|>=)\s*(?<number>-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)\s*(?<suffix>[A-Za-z%]*)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
