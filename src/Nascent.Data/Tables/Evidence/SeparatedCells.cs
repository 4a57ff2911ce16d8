namespace Nascent.Data.Tables.Evidence;

/// <summary>Counts what tells whether the mark in <c>1.020</c> stands before a fraction or between groups of digits.</summary>
internal sealed class SeparatedCells
{
    private const int Enough = 20;
    private int _separated, _plain, _plainAndLong, _endInZero;

    /// <summary>A cell of the kind, or null.</summary>
    public string? Example { get; private set; }

    /// <summary>The column's own evidence for groups: short numbers without the mark stand beside numbers with it, whose three digits behind it are never shortened.</summary>
    /// <remarks>A fraction of fixed length would stand behind every number, and one of free length would not end in zero nor always have three digits.</remarks>
    public bool SpeaksForGroups => _plain > 0 && _plainAndLong == 0 && (_endInZero > 0 || _separated >= Enough);

    /// <summary>Counts a number.</summary>
    public void Add(string core)
    {
        var at = core.IndexOfAny(['.', ',']);
        if (at < 0)
        {
            _plain++;
            _plainAndLong += core.Length > 3 ? 1 : 0;
        }
        else if (core.Length - at == 4 && core.LastIndexOfAny(['.', ',']) == at)
        {
            _separated++;
            _endInZero += core[^1] == '0' ? 1 : 0;
            Example ??= core;
        }
    }
}
