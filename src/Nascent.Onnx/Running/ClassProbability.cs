namespace Nascent.Onnx.Running;

/// <summary>A class and how probable it is.</summary>
/// <param name="Class">The name of the class.</param>
/// <param name="Probability">Its probability, in the range [0, 1].</param>
public sealed record ClassProbability(string Class, double Probability);
