using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables.Evidence;

/// <summary>How a file writes numbers, told by the columns that can be read in one way only.</summary>
/// <param name="Decimal">What stands before fractions, or null where no column tells, or as many tell one as the other.</param>
/// <param name="Thousands">What stands between groups of digits in most columns that have any, or null.</param>
/// <param name="Separator">What separates cells, or null in a file of another format.</param>
internal sealed record FileConvention(char? Decimal, char? Thousands, char? Separator)
{
    /// <summary>Hears the columns.</summary>
    public static FileConvention Of(IEnumerable<ColumnScan> scans, char? separator)
    {
        var (points, commas) = (0, 0);
        var thousands = new List<char>();
        foreach (var scan in scans.Where(scan => scan.Numbers > 0 && scan.OtherCount * 2 <= scan.Known))
        {
            NumberReading[] best = [.. scan.Best.Select(i => NumberCandidates.All[i])];
            var decimals = best.Select(reading => reading.Decimal).Distinct().ToArray();
            points += decimals is ['.'] ? 1 : 0;
            commas += decimals is [','] ? 1 : 0;
            if (decimals.Length == 1 && best.FirstOrDefault(reading => reading.Thousands is { } mark && scan.Marks.Contains(mark)) is { Thousands: { } found })
                thousands.Add(found);
        }

        return new(points > commas ? '.' : commas > points ? ',' : null, thousands.Count == 0 ? null : thousands.CountBy(mark => mark).MaxBy(pair => pair.Value).Key, separator);
    }

    /// <summary>The reading of a column, and whether that was a choice between two that fit.</summary>
    public (NumberReading Reading, bool WasOpen) ReadingOf(ColumnScan scan)
    {
        NumberReading[] best = [.. scan.Best.Select(i => NumberCandidates.All[i])];
        var isOpen = scan.Separated.Example is not null && best.Select(reading => reading.Decimal).Distinct().Count() > 1;
        if (best.Select(reading => reading.Decimal).Distinct().Count() > 1)
        {
            var mark = isOpen ? DecimalOf(scan) : Decimal ?? '.';
            best = [.. best.Where(reading => reading.Decimal == mark)];
        }

        var reading = best.FirstOrDefault(reading => reading.Thousands is { } mark && scan.Marks.Contains(mark))
            ?? best.FirstOrDefault(reading => reading.Decimal == Decimal && reading.Thousands == Thousands) ?? best[0];
        return (reading with { Percent = scan.IsPercent, Currency = scan.Currency }, isOpen);
    }

    // The other columns tell, then the column itself, then what is usual between such separators.
    private char DecimalOf(ColumnScan scan)
    {
        if (Decimal is { } told)
            return told;
        var isPoint = scan.Separated.Example!.Contains('.');
        if (scan.Separated.SpeaksForGroups)
            return isPoint ? ',' : '.';
        return isPoint || Separator is ',' ? '.' : ',';
    }
}
