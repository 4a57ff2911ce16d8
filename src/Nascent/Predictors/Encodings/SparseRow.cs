namespace Nascent.Predictors.Encodings;

/// <summary>An input of a predictor: the places that are not zero, and what stands there.</summary>
/// <param name="Indices">The places.</param>
/// <param name="Values">One for each.</param>
internal readonly record struct SparseRow(int[] Indices, float[] Values);
