namespace Nascent.Estimation;

/// <summary>What is the same evaluation: two requests of one key would give the same result.</summary>
/// <param name="Text">For training: the simplified graph's hash with fidelity, recipe and replicate; for a table: the genotype.</param>
public readonly record struct EvaluationKey(string Text);
