using Nascent.Spaces.Scaling;

namespace Nascent.Jobs.Scaling;

/// <summary>A trained network of a family.</summary>
/// <param name="Name">Its name: <c>b0</c> is the base.</param>
/// <param name="Scaling">Its factors.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="LatencyMs">Its latency on this machine, by its file, on one thread, in milliseconds.</param>
/// <param name="Validation">Its score on the validation part.</param>
/// <param name="Test">Its score on the test part, by the file.</param>
/// <param name="File">The name of its ONNX file.</param>
/// <param name="Sha256">The file's checksum.</param>
/// <param name="LearningRate">The rate of its training: the recipe's, or less where that diverged.</param>
/// <param name="Seconds">The time of its training.</param>
public sealed record FamilyMember(string Name, NetworkScaling Scaling, long Parameters, long Macs, double LatencyMs, double Validation, double Test, string File, string Sha256, double LearningRate, double Seconds);
