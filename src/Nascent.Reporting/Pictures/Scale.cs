using System.Text.RegularExpressions;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Pictures;

/// <summary>Maps values to positions along an axis, linearly or by logarithm, and chooses round ticks.</summary>
/// <param name="From">The smallest value shown.</param>
/// <param name="To">The largest value shown, above <paramref name="From"/>.</param>
/// <param name="Start">The position of <paramref name="From"/>.</param>
/// <param name="End">The position of <paramref name="To"/>.</param>
/// <param name="Logarithmic">Whether equal ratios are equally far apart.</param>
public sealed partial record Scale(double From, double To, double Start, double End, bool Logarithmic = false)
{
    /// <summary>A scale over some values with a margin at both ends.</summary>
    public static Scale Over(IEnumerable<double> values, double start, double end, double margin = 0.06)
    {
        var (low, high) = Extremes(values);
        var room = high > low ? (high - low) * margin : Math.Max(Math.Abs(high) * 0.05, 1e-6);
        return new Scale(low - room, high + room, start, end);
    }

    /// <summary>A logarithmic scale over some positive values.</summary>
    public static Scale Ratios(IEnumerable<double> values, double start, double end)
    {
        var (low, high) = Extremes(values.Where(value => value > 0).DefaultIfEmpty(1));
        return new Scale(low / 1.15, high * 1.15, start, end, Logarithmic: true);
    }

    /// <summary>The position of a value.</summary>
    public double At(double value) => Start + ((End - Start) * (Logarithmic ? Math.Log(value / From) / Math.Log(To / From) : (value - From) / (To - From)));

    /// <summary>The nearest value that is shown.</summary>
    public double Clip(double value) => Math.Clamp(value, From, To);

    /// <summary>About <paramref name="count"/> round values.</summary>
    public IEnumerable<double> Ticks(int count) => Logarithmic ? RatioTicks() : LinearTicks(count);

    private IEnumerable<double> LinearTicks(int count)
    {
        var rough = (To - From) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * new[] { 1, 2, 5, 10 }.First(factor => factor * power >= rough);
        for (var index = (long)Math.Ceiling(From / step); index * step <= To; index++)
            yield return index * step;
    }

    private IEnumerable<double> RatioTicks()
    {
        var factors = To / From > 300 ? [1.0] : To / From > 6 ? new[] { 1.0, 3 } : [1, 1.5, 2, 3, 5, 7];
        for (var power = Math.Pow(10, Math.Floor(Math.Log10(From))); power <= To; power *= 10)
            foreach (var factor in factors)
                if (factor * power >= From && factor * power <= To)
                    yield return factor * power;
    }

    private static (double Low, double High) Extremes(IEnumerable<double> values)
    {
        var all = values.DefaultIfEmpty(0).ToArray();
        return (all.Min(), all.Max());
    }

    [GeneratedRegex(@"(?<=\.\d*)0+(?!\d)|\.0+(?!\d)")]
    private static partial Regex ZerosAtTheEnd();

    /// <summary>A tick's label for a metric: as short as it can be, so 3M and not 3.00M.</summary>
    public string Label(string metric, double tick) => metric switch
    {
        "" => tick.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
        _ when Figures.IsShare(metric) => $"{(tick * 100).ToString(To - From < 0.03 ? "0.0" : "0", System.Globalization.CultureInfo.InvariantCulture)} %",
        _ => ZerosAtTheEnd().Replace(Figures.Of(metric, tick), ""),
    };
}
