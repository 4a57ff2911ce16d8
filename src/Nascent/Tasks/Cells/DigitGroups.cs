namespace Nascent.Tasks.Cells;

/// <summary>Groups of digits, as in 1,234,567.</summary>
internal static class DigitGroups
{
    /// <summary>Whether all groups but the first have three digits, or all but the first and the last have two as in India, and the first one begins with no zero.</summary>
    public static bool AreRight(string whole, char separator)
    {
        var groups = whole.Split(separator);
        if (groups[0].Length is 0 or > 3 || groups[0][0] == '0' || groups[^1].Length != 3)
            return false;
        var between = groups[1..^1];
        return Array.TrueForAll(between, group => group.Length == 3)
            || (separator == ',' && groups[0].Length <= 2 && Array.TrueForAll(between, group => group.Length == 2));
    }
}
