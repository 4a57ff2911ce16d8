namespace Nascent.Architectures;

/// <summary>What a value in a network is: its elements and its shape.</summary>
/// <param name="Element">The type of the elements.</param>
/// <param name="Shape">The named axes, without the batch.</param>
public sealed record TensorType(ElementType Element, TensorShape Shape)
{
    /// <summary>A float tensor of the given shape.</summary>
    public static TensorType Float(TensorShape shape) => new(ElementType.Float32, shape);
}
