using System.Collections.Immutable;

namespace Nascent.Data.Arrays;

/// <summary>Whole numbers that stand for classes into class names and indices.</summary>
internal static class ClassNumbering
{
    /// <summary>The names of the classes and the class of each sample.</summary>
    /// <param name="labels">One a sample.</param>
    /// <param name="known">The names by number; where empty, the numbers that occur are their own names, in ascending order.</param>
    /// <param name="origin">What errors point at.</param>
    /// <exception cref="NascentException">A label has no name.</exception>
    public static (ImmutableArray<string> Names, int[] Indices) Of(int[] labels, ImmutableArray<string> known, string origin)
    {
        if (known.IsEmpty)
        {
            var values = labels.Distinct().Order().ToArray();
            var index = values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i);
            return ([.. values.Select(value => value.ToString())], Array.ConvertAll(labels, label => index[label]));
        }

        var wrong = Array.FindIndex(labels, label => label < 0 || label >= known.Length);
        return wrong < 0
            ? (known, labels)
            : throw new NascentException($"{origin}: found label {labels[wrong]} of sample {wrong + 1}, expected 0 to {known.Length - 1}.");
    }
}
