using System.Collections.Frozen;
using System.Collections.Immutable;
using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables;

/// <summary>Which texts stand for a missing value in columns of all kinds: the usual ones, with what the user adds to them and takes from them.</summary>
internal sealed class MissingTexts(DataOptions options)
{
    private readonly FrozenSet<string> _added = options.Missing.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _taken = options.NotMissing.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text is one of these.</summary>
    public bool IsMissing(string text) => text.Length == 0 || _added.Contains(text) || (MissingWords.AlwaysHas(text) && !_taken.Contains(text));

    /// <summary>A reading of numbers that knows the added words, and some more.</summary>
    public NumberReading AddTo(NumberReading reading, IEnumerable<string> more)
    {
        ImmutableArray<string> words = [.. _added.Concat(more).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        return words.IsEmpty ? reading : reading with { Missing = words };
    }
}
