namespace Nascent.Data.Loading;

/// <summary>A row that cannot be predicted.</summary>
/// <param name="Row">Its number in the file, counted from 1 without a header.</param>
/// <param name="What">Where it lies, what was found and what was expected; one sentence.</param>
public sealed record BadRow(int Row, string What);
