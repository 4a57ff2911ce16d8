using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>A weight that a node needs: its name, role and shape, without values.</summary>
/// <param name="Name">The node's path and the weight's own name, such as <c>stem.conv.weight</c>.</param>
/// <param name="Role">What it does.</param>
/// <param name="Shape">Convolution (out, in / groups, kernel, kernel); linear (out, in); all others (channels).</param>
public sealed record WeightSlot(string Name, WeightRole Role, ImmutableArray<int> Shape)
{
    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether training changes it by gradients.</summary>
    public bool Trainable => Role is not (WeightRole.RunningMean or WeightRole.RunningVariance);
}
