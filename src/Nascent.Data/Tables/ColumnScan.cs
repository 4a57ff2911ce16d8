using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>What the cells of a column look like, counted.</summary>
internal sealed class ColumnScan
{
    private const int MostOthers = 4;
    private const int MostDistinct = 21;
    private readonly int[] _withPercent = new int[NumberCandidates.All.Length];
    private readonly int[] _without = new int[NumberCandidates.All.Length];
    private readonly Dictionary<string, int> _currencies = new(StringComparer.Ordinal);
    private readonly HashSet<string> _distinct = new(StringComparer.Ordinal);
    private int _zeros, _odd, _oddAndShort;

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
        if (Others.ContainsKey(cell) || Others.Count < MostOthers)
            Others[cell] = Others.GetValueOrDefault(cell) + 1;
    }
}
