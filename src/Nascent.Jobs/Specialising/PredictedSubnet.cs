using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Jobs.Specialising;

/// <summary>A network of a supernet with what is expected of it.</summary>
/// <param name="Genotype">The network.</param>
/// <param name="Score">The predicted score.</param>
/// <param name="Costs">Its costs; the latency, where there is one, is predicted.</param>
internal sealed record PredictedSubnet(Genotype Genotype, double Score, Metrics Costs);
