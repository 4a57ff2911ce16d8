using Nascent.Predictors.Encodings;

namespace Nascent.Predictors.Gaussian;

/// <summary>What a surrogate knows of a genotype before training.</summary>
/// <param name="Codes">Its answers, see <see cref="DecisionCodes"/>.</param>
/// <param name="Known">Its known scores, each by its rank among random genotypes, from −√3 to √3; 0 where it has none.</param>
internal readonly record struct SurrogatePoint(ushort[] Codes, double[] Known);
