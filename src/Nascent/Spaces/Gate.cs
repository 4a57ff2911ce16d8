namespace Nascent.Spaces;

/// <summary>A number by which what a choice between blocks gives is multiplied.</summary>
/// <param name="Decision">The choice.</param>
/// <param name="Option">The option, where all of them stand side by side; null where it is the one that a genotype takes.</param>
public sealed record Gate(DecisionPath Decision, string? Option);
