using Nascent.Onnx.Running;

namespace Nascent.Cli.Predicting;

/// <summary>One picture or row, with what is predicted for it or what is wrong with it.</summary>
/// <param name="Input">The file, as the user would write it.</param>
/// <param name="Row">The row of a table, from 1; null for a picture, or for a whole file that cannot be read.</param>
/// <param name="Prediction">What is predicted; null for a bad one.</param>
/// <param name="Fault">What is wrong with it, one sentence; null for a good one.</param>
internal sealed record PredictedSample(string Input, int? Row, Prediction? Prediction, string? Fault);
