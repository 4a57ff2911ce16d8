using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>What a model that is no network reaches on the same table, judged by the same code.</summary>
/// <param name="Name">The name in reports: <c>linear</c> or <c>boosted-trees</c>.</param>
/// <param name="Description">One line that says what it is.</param>
/// <param name="ValidationOutputs">(samples, outputs), row-major: class scores before softmax, or standardised numbers, as a network would give.</param>
/// <param name="Validation">Scores on the validation part.</param>
/// <param name="TestOutputs">The same for the test part, where it was asked for.</param>
/// <param name="Test">Scores on the test part, where it was asked for.</param>
public sealed record TableBaseline(string Name, string Description, float[] ValidationOutputs, Metrics Validation, float[]? TestOutputs, Metrics? Test);
