namespace Nascent.Genotypes;

/// <summary>The name of a decision in its space, such as <c>stage[2].block[0].op</c> or <c>stage[2].block[0].op/conv.kernel</c>.</summary>
/// <param name="Text">The path's text, in the same grammar as a node's path.</param>
public readonly record struct DecisionPath(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
