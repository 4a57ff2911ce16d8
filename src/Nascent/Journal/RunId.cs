namespace Nascent.Journal;

/// <summary>The name of a run, unique in its journal.</summary>
public readonly record struct RunId(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
