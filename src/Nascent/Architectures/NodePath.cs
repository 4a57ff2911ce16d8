namespace Nascent.Architectures;

/// <summary>Where a node stands in its network, such as <c>stage[2].block[0].op/separable.depthwise</c>.</summary>
/// <remarks>
/// Segments are joined by <c>.</c>; <c>[i]</c> is a repetition; <c>/name</c> is the option that a one-of took. Weights are named
/// by path, and order of traversal is never identity.
/// </remarks>
/// <param name="Text">The path's text.</param>
public readonly record struct NodePath(string Text)
{
    /// <summary>The path of no node: the root.</summary>
    public static NodePath Root => new("");

    /// <summary>The path of a named child.</summary>
    public NodePath Child(string name) => Text.Length == 0 ? new(name) : new($"{Text}.{name}");

    /// <summary>The path of the <paramref name="index"/>-th repetition, counted from zero.</summary>
    public NodePath At(int index) => new($"{Text}[{index}]");

    /// <summary>The path of the option that was taken here.</summary>
    public NodePath Option(string name) => new($"{Text}/{name}");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
