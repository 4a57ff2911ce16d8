using Nascent.Genotypes;
using Nascent.Predictors.Gaussian;
using Nascent.Tasks;

namespace Nascent.Strategies.Surrogates;

/// <summary>A genotype that may be proposed.</summary>
/// <param name="Genotype">The genotype, not proposed before.</param>
/// <param name="Known">What is known of it without training.</param>
/// <param name="Point">The same as a model reads it.</param>
internal readonly record struct SurrogateCandidate(Genotype Genotype, Metrics Known, SurrogatePoint Point);
