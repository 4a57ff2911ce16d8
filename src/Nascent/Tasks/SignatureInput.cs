using Nascent.Architectures;

namespace Nascent.Tasks;

/// <summary>A named input of a network.</summary>
/// <param name="Name">The name that users and deployed files see.</param>
/// <param name="Type">What it is after preprocessing, without the batch.</param>
public sealed record SignatureInput(string Name, TensorType Type);
