using System.Globalization;
using Nascent.Benchmarks.Statistics;
using Nascent.Tasks;

namespace Nascent.Reporting.Numbers;

/// <summary>Numbers as people read them.</summary>
public static class Figures
{
    /// <summary>A value of a metric with its unit: 91.25 %, 79.4k, 84.0 KB, 0.412 ms.</summary>
    public static string Of(string metric, double value) => Metric.Find(metric)?.Scale switch
    {
        MetricScale.Share => $"{(value * 100).ToString("F2", CultureInfo.InvariantCulture)} %",
        MetricScale.Count => Count(value),
        MetricScale.Bytes => Bytes(value),
        MetricScale.Milliseconds => Milliseconds(value),
        _ => Plain(value),
    };

    /// <summary>Whether values of a metric are written as percentages.</summary>
    public static bool IsShare(string metric) => Metric.Find(metric) is { Scale: MetricScale.Share };

    /// <summary>A value that may be missing.</summary>
    public static string Of(string metric, double? value) => value is { } known ? Of(metric, known) : "–";

    /// <summary>A mean with its standard deviation: 91.25 ± 0.18 %.</summary>
    public static string Of(string metric, Spread? spread)
    {
        if (spread is null)
            return "–";
        if (spread.Deviation is not { } deviation)
            return Of(metric, spread.Mean);
        return IsShare(metric)
            ? string.Create(CultureInfo.InvariantCulture, $"{spread.Mean * 100:F2} ± {deviation * 100:F2} %")
            : $"{Of(metric, spread.Mean)} ± {Of(metric, deviation)}";
    }

    /// <summary>A difference of two values: in (percentage) points for shares.</summary>
    public static string Difference(string metric, double value) =>
        IsShare(metric) ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:F2} points") : Of(metric, value);

    /// <summary>A difference for the middle of a sentence, with the whole unit: 2.26 percentage points.</summary>
    public static string DifferenceInWords(string metric, double value) =>
        IsShare(metric) ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:F2} percentage points") : Of(metric, value);

    /// <summary>A value as <see cref="Of(string, double)"/> shows it, so that differences agree with the numbers beside them.</summary>
    public static double Shown(string metric, double value) => Metric.Find(metric)?.Scale switch
    {
        MetricScale.Share => double.Parse((value * 100).ToString("F2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) / 100,
        MetricScale.Number when Math.Abs(value) < 1e6 => double.Parse(Plain(value), CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>A value with its interval: 0.52 [0.11, 0.80]; a dash where it does not exist.</summary>
    /// <param name="interval">The value.</param>
    /// <param name="text">How numbers are written; with two decimals by default.</param>
    public static string Of(Interval interval, Func<double, string>? text = null)
    {
        text ??= value => value.ToString("0.00", CultureInfo.InvariantCulture);
        string Known(double value) => double.IsNaN(value) ? "–" : text(value);
        return double.IsNaN(interval.Value) ? "–" : $"{text(interval.Value)} [{Known(interval.Low)}, {Known(interval.High)}]";
    }

    /// <summary>A count: 950, 79.4k, 3.12M, 1.20G.</summary>
    public static string Count(double value) => Math.Abs(value) switch
    {
        < 1000 => value.ToString("0", CultureInfo.InvariantCulture),
        < 999_950 => (value / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "k",
        < 999_950_000 => (value / 1e6).ToString("0.00", CultureInfo.InvariantCulture) + "M",
        _ => (value / 1e9).ToString("0.00", CultureInfo.InvariantCulture) + "G",
    };

    /// <summary>A size: 640 B, 84.0 KB, 3.2 MB, 1.5 GB.</summary>
    public static string Bytes(double value) => Math.Abs(value) switch
    {
        < 1024 => value.ToString("0", CultureInfo.InvariantCulture) + " B",
        < 1024 * 1024 => (value / 1024).ToString("0.0", CultureInfo.InvariantCulture) + " KB",
        < 1024.0 * 1024 * 1024 => (value / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
        _ => (value / 1024 / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture) + " GB",
    };

    /// <summary>A time in milliseconds: three significant digits.</summary>
    public static string Milliseconds(double value) => Plain(value) + " ms";

    /// <summary>A span of time: 4.2 s, 3m 05s, 1h 02m.</summary>
    public static string Time(TimeSpan span) => span.TotalSeconds switch
    {
        < 9.95 => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        < 59.5 => span.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 3570 => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(span.TotalSeconds) / 60}m {(int)Math.Round(span.TotalSeconds) % 60:00}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(span.TotalMinutes) / 60}h {(int)Math.Round(span.TotalMinutes) % 60:00}m"),
    };

    private static string Plain(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e6 and < 1e15 => Count(value),
        >= 1e15 or < 1e-3 => value.ToString("0.00e+0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0000", CultureInfo.InvariantCulture).TrimEnd('0') is var text && text.Length < 5 ? value.ToString("0.000", CultureInfo.InvariantCulture) : value.ToString("0.0000", CultureInfo.InvariantCulture),
    };
}
