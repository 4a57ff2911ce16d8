using System.Collections.Immutable;

namespace Nascent.Strategies;

/// <summary>Reads the values of a strategy's options.</summary>
internal static class OptionValues
{
    /// <summary>An option that is a count.</summary>
    /// <exception cref="NascentException">It is no whole number.</exception>
    public static int Whole(this ImmutableSortedDictionary<string, double> values, string strategy, string name) => double.IsInteger(values[name]) ? (int)values[name]
        : throw new NascentException($"Strategy '{strategy}', option '{name}': found {values[name]}, expected a whole number.");
}
