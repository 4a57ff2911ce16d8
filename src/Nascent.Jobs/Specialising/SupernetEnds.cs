using System.Globalization;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Jobs.Specialising;

/// <summary>The networks of a supernet between whose costs the others lie.</summary>
/// <param name="Largest">The largest; where decisions are more than sizes, that with the most multiply-accumulates of 1,000 drawn at random.</param>
/// <param name="Smallest">The smallest, likewise.</param>
internal sealed record SupernetEnds(Genotype Largest, Genotype Smallest)
{
    private const int Draws = 1000;
    private static readonly ICostModel Macs = new MultiplyAdds();

    /// <summary>Those of a space.</summary>
    public static SupernetEnds Of(SearchSpace space, Signature signature)
    {
        if (space.Genotypes.Decisions.All(decision => decision.Options.All(option => double.TryParse(option, CultureInfo.InvariantCulture, out _))))
            return new(ElasticSizes.Largest(space), ElasticSizes.Smallest(space));
        var key = new Seed(0).Derive("ends");
        var ranked = Enumerable.Range(0, Draws).Select(i => space.Genotypes.SampleByDecision(key.Derive(i))).Distinct()
            .OrderBy(genotype => Macs.Total(space.Resolve(genotype, signature))).ToArray();
        return new(ranked[^1], ranked[0]);
    }
}
