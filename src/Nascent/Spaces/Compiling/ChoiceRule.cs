namespace Nascent.Spaces.Compiling;

/// <summary>What the options of an attribute must be.</summary>
internal static class ChoiceRule
{
    /// <summary>Checks that there is an option, that all differ, and that numbers are in range.</summary>
    /// <exception cref="NascentException">They are not so.</exception>
    public static void Check(string where, BlockAttribute attribute, Choice choice)
    {
        if (choice.Count == 0)
            throw new NascentException($"{where}: found no option, expected at least one.");
        if (choice.Count > SpaceLimits.MostOptions)
            throw new NascentException($"{where}: found {choice.Count} options, expected at most {SpaceLimits.MostOptions}.");
        var texts = Enumerable.Range(0, choice.Count).Select(choice.Text).ToArray();
        var twice = texts.GroupBy(text => text, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new NascentException($"{where}: found option {twice.Key} twice, expected options that differ.");
        if (attribute.Least is not { } least)
            return;
        foreach (var text in texts)
        {
            var value = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            if (!(value >= least))
                throw new NascentException($"{where}: found {text}, expected at least {least}.");
            if (choice is Choice<int> && value > SpaceLimits.MostOf(attribute.Kind))
                throw new NascentException($"{where}: found {text}, expected at most {SpaceLimits.MostOf(attribute.Kind)}.");
            if (choice is Choice<double> && value >= 1)
                throw new NascentException($"{where}: found {text}, expected a number in the range [0, 1).");
        }
    }
}
