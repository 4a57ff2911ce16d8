namespace Nascent.Search;

/// <summary>Why a network is not trained.</summary>
/// <param name="Reason">A word for tables.</param>
/// <param name="Detail">What was found and what is allowed.</param>
public sealed record Refusal(string Reason, string Detail);
