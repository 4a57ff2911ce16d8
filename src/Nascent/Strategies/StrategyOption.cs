using System.Globalization;

namespace Nascent.Strategies;

/// <summary>An option of a strategy, as its options record says it (<see cref="OptionAttribute"/>).</summary>
/// <param name="Name">The name on the command line, as in <c>--strategy-option population=20</c>.</param>
/// <param name="Kind">Which numbers it may be.</param>
/// <param name="Default">The value where none is given.</param>
/// <param name="Minimum">The smallest value allowed.</param>
/// <param name="Maximum">The largest value allowed.</param>
/// <param name="Help">One line that says what it means.</param>
public sealed record StrategyOption(string Name, OptionKind Kind, double Default, double Minimum, double Maximum, string Help)
{
    /// <summary>The values allowed, in words: <c>1 … 100,000</c>, <c>0 or 1</c>, or <c>0, 1 or 2</c>.</summary>
    public string Values => Kind is OptionKind.Real or OptionKind.Whole
        ? $"{Text(Minimum)} … {Text(Maximum)}"
        : string.Join(", ", Enumerable.Range((int)Minimum, (int)(Maximum - Minimum))) + $" or {Maximum}";

    /// <summary>A value as the documentation writes it: <c>100,000</c>, <c>1e-6</c>, <c>1/3</c>.</summary>
    public static string Text(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        > 0 and < 1e-4 => value.ToString("0.###e0", CultureInfo.InvariantCulture),
        > 0 and < 1 when Math.Round(value, 6) != value && double.IsInteger(1 / value) => $"1/{1 / value}",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Refuses a value that it may not have.</summary>
    /// <param name="strategy">The strategy's name, for the message.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="NascentException">The value is out of range, or is not a whole number where one is needed.</exception>
    internal void Require(string strategy, double value)
    {
        if (!(value >= Minimum && value <= Maximum))
            throw new NascentException($"Strategy '{strategy}', option '{Name}': found {value}, expected {Minimum} to {Maximum}.");
        if (Kind != OptionKind.Real && !double.IsInteger(value))
            throw new NascentException($"Strategy '{strategy}', option '{Name}': found {value}, expected a whole number.");
    }
}
