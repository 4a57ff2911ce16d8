using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables.Evidence;

/// <summary>What the cells of a column look like, counted.</summary>
internal sealed class ColumnScan
{
    // A column is one of numbers in which a few cells went wrong, rather than one of texts, where at most this share is no number.
    private const double StrayShare = 0.05;
    private const int StrayFrom = 20;

    // A word that comes as often as this among numbers stands for something missing, if there are no more than so many different ones.
    private const int WordComes = 3;
    private const int MostWords = 3;
    private const int MostDistinct = StrayFrom + 1;
    private readonly int[] _withPercent = new int[NumberCandidates.All.Length];
    private readonly int[] _without = new int[NumberCandidates.All.Length];
    private readonly Dictionary<string, int> _currencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private int _zeros, _odd, _oddAndShort, _compact;

    private ColumnScan()
    {
    }

    /// <summary>Cells that are not empty or missing in columns of all kinds.</summary>
    public int Known { get; private set; }

    /// <summary>Words that stand for a missing value among numbers, by how often they come.</summary>
    public Dictionary<string, int> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Up to four of the texts that are neither, by how often they come.</summary>
    public Dictionary<string, int> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>How often texts come that are neither.</summary>
    public int OtherCount { get; private set; }

    /// <summary>The cells with one separator and a group of three digits behind it: <c>1.020</c> or <c>1,020</c>.</summary>
    public SeparatedCells Separated { get; } = new();

    /// <summary>Whether numbers carry a percent sign, as all but zeros do then.</summary>
    public bool IsPercent => _withPercent.Max() is > 0 and var with && with >= _without.Max() - _zeros;

    /// <summary>The currency that most of the numbers that have one carry, or null.</summary>
    public string? Currency => _currencies.Count == 0 ? null : _currencies.MaxBy(pair => pair.Value).Key;

    /// <summary>Different texts of numbers, counted up to 21.</summary>
    public int DistinctNumbers => _distinct.Count;

    /// <summary>Whether a negative number by parentheses or by a sign behind it is the only kind there is, and they are short: marks of a list, such as (1) and (2).</summary>
    public bool LooksLikeMarks => _odd > 0 && _oddAndShort == Numbers;

    /// <summary>How many cells the best candidates read.</summary>
    public int Numbers => NumberCandidates.All.Select((_, i) => FittedBy(i)).Max() - _currencies.Where(pair => pair.Key != Currency).Sum(pair => pair.Value);

    /// <summary>The candidates that read the most cells.</summary>
    public int[] Best
    {
        get
        {
            int[] counts = [.. NumberCandidates.All.Select((_, i) => FittedBy(i))];
            return [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] == counts.Max())];
        }
    }

    /// <summary>Whether some cell has the character that separates groups in a candidate.</summary>
    public HashSet<char> Marks { get; } = [];

    /// <summary>Whether all numbers have eight digits, the first of which may be a year: 20230131.</summary>
    public bool MayBeCompactDates => Known > 0 && _compact == Numbers;

    /// <summary>Whether the column is one of numbers, perhaps with a few cells that went wrong.</summary>
    /// <param name="isLabel">Whether it is what is predicted: words beside few different numbers are classes there.</param>
    public bool IsNumbers(bool isLabel)
    {
        if (Known == 0)
            return true;
        var others = Known - Numbers - Words.Values.Sum();
        var areMany = DistinctNumbers >= StrayFrom;
        return Numbers > 0 && !LooksLikeMarks && (!isLabel || Words.Count == 0 || areMany)
            && (others == 0 || (areMany && others <= Known * StrayShare) || OthersStandForMissing(isLabel));
    }

    /// <summary>Whether the texts that are no numbers are a few words that come again and again, as a word for missing does.</summary>
    /// <param name="isLabel">Whether the column is what is predicted, where no word is guessed.</param>
    public bool OthersStandForMissing(bool isLabel) =>
        !isLabel && DistinctNumbers >= StrayFrom && Numbers * 2 >= Known && OtherCount > 0 && Others.Count <= MostWords
        && Others.All(other => other.Value >= WordComes && !other.Key.Any(char.IsDigit)) && Numbers + OtherCount + Words.Values.Sum() == Known;

    /// <summary>Counts the cells of a column.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="isMissing">What is missing in columns of all kinds.</param>
    public static ColumnScan Of(string[] cells, Predicate<string> isMissing)
    {
        var scan = new ColumnScan();
        foreach (var cell in cells)
            if (!isMissing(cell))
                scan.Add(cell);
        return scan;
    }

    private int FittedBy(int candidate) => IsPercent ? _withPercent[candidate] + _zeros : _without[candidate];

    private void Add(string cell)
    {
        Known++;
        var fitting = NumberCandidates.Fitting(cell, out var parts);
        if (fitting == 0)
        {
            AddOther(cell);
            return;
        }

        var counts = parts.IsPercent ? _withPercent : _without;
        for (var i = 0; i < counts.Length; i++)
            counts[i] += (fitting >> i) & 1;
        _zeros += !parts.IsPercent && parts.Core.AsSpan().Trim("0.,").IsEmpty ? 1 : 0;
        _odd += parts.HasOddSign ? 1 : 0;
        _oddAndShort += parts.HasOddSign && parts.Core.Length <= 2 ? 1 : 0;
        if (parts.Currency is { Length: > 0 } currency)
            _currencies[currency] = _currencies.GetValueOrDefault(currency) + 1;
        foreach (var mark in ".,' ")
            if (parts.Core?.Contains(mark) == true)
                Marks.Add(mark);
        _compact += cell.Length == 8 && cell[0] is '1' or '2' && cell.All(char.IsAsciiDigit) ? 1 : 0;
        Separated.Add(parts.Core ?? "");
        if (_distinct.Count < MostDistinct)
            _distinct.Add(cell);
    }

    private void AddOther(string cell)
    {
        if (MissingWords.Has(cell))
        {
            Words[cell] = Words.GetValueOrDefault(cell) + 1;
            return;
        }

        OtherCount++;
        if (Others.ContainsKey(cell) || Others.Count <= MostWords)
            Others[cell] = Others.GetValueOrDefault(cell) + 1;
    }
}
