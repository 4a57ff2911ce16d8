using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>An attribute of a layer as decisions and files see it.</summary>
/// <param name="Name">Its name, such as <c>kernel</c>.</param>
/// <param name="Kind">What a decision about it is about.</param>
/// <param name="Value">Its value, or null where it is inherited or has none.</param>
/// <param name="Least">The least number that it may be, or null where it is no number.</param>
public sealed record BlockAttribute(string Name, DecisionKind Kind, Choice? Value, double? Least = null);
