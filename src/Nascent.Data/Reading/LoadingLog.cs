using System.Collections.Immutable;

namespace Nascent.Data.Reading;

/// <summary>Collects what the user should know, and decides what becomes of bad input: an error, or a counted omission where skipping was asked for.</summary>
/// <param name="skipBad">Whether bad input is left out.</param>
/// <param name="canSkip">Whether the user could have asked for that.</param>
internal sealed class LoadingLog(bool skipBad, bool canSkip = true)
{
    private const int Quoted = 5;
    private readonly List<string> _notes = [];

    /// <summary>What was left out.</summary>
    public int Skipped { get; private set; }

    /// <summary>The notes, and how many bad inputs were left out.</summary>
    public ImmutableArray<string> Notes =>
        Skipped <= Quoted ? [.. _notes] : [.. _notes, $"{Skipped} bad inputs were left out in all; the first {Quoted} are named."];

    /// <summary>Adds a note.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>Reports bad input that can be left out.</summary>
    /// <param name="what">Where, what was found, what was expected; without a full stop.</param>
    /// <exception cref="NascentException">Skipping was not asked for.</exception>
    public void Bad(string what)
    {
        if (!skipBad)
            throw new NascentException($"{what}; correct it{(canSkip ? ", or pass --skip-bad to leave it out" : "")}.");
        if (++Skipped <= Quoted)
            _notes.Add($"Left out: {what}.");
    }
}
