using System.Collections.Immutable;

namespace Nascent.Architectures;

/// <summary>A weight that a node needs: its name, role and shape, without values.</summary>
/// <param name="Name">The node's path and the weight's own name, such as <c>stem.conv.weight</c>.</param>
/// <param name="Role">What it does.</param>
/// <param name="Shape">Convolution (out, in / groups, kernel, kernel); linear (out, in); trees (nodes, 6); all others (channels).</param>
public sealed record WeightSlot(string Name, WeightRole Role, ImmutableArray<int> Shape)
{
    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether training changes it by gradients.</summary>
    public bool Trainable => Role is not (WeightRole.RunningMean or WeightRole.RunningVariance or WeightRole.Structure);

    /// <summary>The numbers that were learned: all elements of what is trained, one for each node of a tree (a threshold or a leaf's value), none of running statistics.</summary>
    public long Parameters => Trainable ? Count : Role == WeightRole.Structure ? Shape[0] : 0;
}
