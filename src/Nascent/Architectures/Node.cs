using System.Collections.Immutable;
using Nascent.Architectures.Operators;

namespace Nascent.Architectures;

/// <summary>One operator in an architecture, with the values it reads and the shape it gives.</summary>
/// <param name="Path">The node's unique path.</param>
/// <param name="Operator">What it does.</param>
/// <param name="Inputs">The nodes or network inputs that it reads, in order.</param>
/// <param name="Shape">The shape of its output, without the batch.</param>
public sealed record Node(NodePath Path, Operator Operator, ImmutableArray<NodePath> Inputs, TensorShape Shape)
{
    /// <inheritdoc/>
    public bool Equals(Node? other) => other is not null && Path == other.Path && Operator.Equals(other.Operator)
        && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan()) && Shape.Equals(other.Shape);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Operator, Inputs.Length, Shape);
}
