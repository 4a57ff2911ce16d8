using System.Collections.Immutable;

namespace Nascent.Data.Loading;

/// <summary>The rows of a file that a trained model is to predict.</summary>
/// <param name="Values">The rows that fit the model, in the order of the file.</param>
/// <param name="Rows">Their numbers in the file, one each, counted from 1 without a header.</param>
/// <param name="Bad">The rows that do not fit, in the order of the file.</param>
public sealed record RowsToPredict(SampleValues.Columns Values, ImmutableArray<int> Rows, ImmutableArray<BadRow> Bad);
