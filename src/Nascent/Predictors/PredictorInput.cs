using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Predictors;

/// <summary>What a predictor may know of a network before it is trained.</summary>
/// <param name="Genotype">The genotype.</param>
/// <param name="Known">Scores known without training: parameters, multiply-accumulates, zero-cost scores; <see cref="Metrics.None"/> for none.</param>
public sealed record PredictorInput(Genotype Genotype, Metrics Known);
