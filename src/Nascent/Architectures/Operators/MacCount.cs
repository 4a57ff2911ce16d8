namespace Nascent.Architectures.Operators;

/// <summary>Multiply-accumulates of one kind, of one sample.</summary>
/// <param name="Kind">The kind, which decides how long each takes.</param>
/// <param name="Count">How many, at least 0.</param>
public readonly record struct MacCount(MacKind Kind, long Count)
{
    /// <summary>No multiply-accumulates.</summary>
    public static MacCount None => default;
}
