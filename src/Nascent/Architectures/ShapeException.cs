namespace Nascent.Architectures;

/// <summary>An operator cannot take the shapes it is given.</summary>
public sealed class ShapeException(string message) : NascentException(message);
