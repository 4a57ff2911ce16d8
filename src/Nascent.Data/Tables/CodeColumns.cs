namespace Nascent.Data.Tables;

/// <summary>Columns of codes that are written in digits, such as <c>007</c> and <c>012</c>: a leading zero says that they are no numbers.</summary>
internal static class CodeColumns
{
    /// <summary>Whether all cells that are not missing are digits alone, some with a leading zero, and no more are different than can be categories.</summary>
    public static bool AreIn(string[] cells, Predicate<string> isMissing)
    {
        var (distinct, isPadded) = (new HashSet<string>(StringComparer.Ordinal), false);
        foreach (var cell in cells)
        {
            if (isMissing(cell))
                continue;
            if (!cell.All(char.IsAsciiDigit))
                return false;
            isPadded |= cell.Length > 1 && cell[0] == '0';
            if (distinct.Add(cell) && distinct.Count > TablePreprocessing.MostCategories)
                return false;
        }

        return isPadded;
    }
}
