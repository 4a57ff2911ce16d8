namespace Nascent.Journal;

/// <summary>The name of a run, unique in its journal.</summary>
/// <param name="Text">The name, which is also that of the run's folder.</param>
public readonly record struct RunId(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
