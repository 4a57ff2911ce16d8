namespace Nascent.Architectures;

/// <summary>A named input or output of a network.</summary>
/// <param name="Name">The name that users and deployed files see.</param>
/// <param name="Node">For an output, the node that gives it; for an input, the path by which nodes read it.</param>
/// <param name="Type">What the value is, without the batch.</param>
public sealed record Port(string Name, NodePath Node, TensorType Type);
