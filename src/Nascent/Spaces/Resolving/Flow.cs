using Nascent.Architectures;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Resolving;

/// <summary>A value on its way through a network that is being resolved.</summary>
/// <param name="Value">The node that gives it.</param>
/// <param name="Stride">A stride that waits for the first layer that takes one; null for none.</param>
/// <param name="IsSkip">Whether nothing but skips has touched the value since the innermost shortcut's start.</param>
/// <param name="Earlier">What came to the last cell of two inputs; null before the first.</param>
internal readonly record struct Flow(NodePath Value, InheritedChoice<int>? Stride, bool IsSkip, NodePath? Earlier = null)
{
    public Flow To(NodePath value) => this with { Value = value, IsSkip = false };
}
