using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Strategies.Surrogates;

/// <summary>Where candidates come from: mutations and crossovers of good genotypes, and random ones; each within the limits, and not proposed before.</summary>
internal sealed class CandidatePool(SearchView view, UnseenGenotypes unseen, Func<Genotype, Metrics, SurrogateCandidate> candidateOf)
{
    private const double RandomShare = 0.5, CrossoverShare = 0.15, AnotherMutation = 0.35;

    private readonly HashSet<Genotype> _drawn = [];

    /// <summary>Candidates around parents, best parents first.</summary>
    public List<SurrogateCandidate> Draw(IReadOnlyList<Genotype> parents, int count, Seed seed)
    {
        var (candidates, stream) = (new List<SurrogateCandidate>(), seed.Derive("kind").Stream());
        for (var i = 0; i < 3 * count && candidates.Count < count; i++)
        {
            var kind = stream.NextDouble();
            var parent = parents.Count == 0 || kind < RandomShare || view.Space.Size.IsOne ? null : parents[Math.Min(stream.NextInt(parents.Count), stream.NextInt(parents.Count))];
            var genotype = parent is null ? view.Space.SampleByDecision(seed.Derive(i))
                : kind < RandomShare + CrossoverShare ? view.Space.Crossover(parent, parents[stream.NextInt(parents.Count)], seed.Derive(i))
                : view.Space.Mutate(parent, seed.Derive(i));
            for (var more = 0; parent is not null && stream.NextDouble() < AnotherMutation; more++)
                genotype = view.Space.Mutate(genotype, seed.Derive(i).Derive(more));
            if (TryTake(genotype) is { } candidate)
                candidates.Add(candidate);
        }

        return candidates;
    }

    /// <summary>At most so many of a genotype's neighbours, evenly over the decisions.</summary>
    public List<SurrogateCandidate> Around(Genotype genotype, int most)
    {
        var neighbours = view.Space.Neighbours(genotype).ToArray();
        var step = Math.Max(1, (neighbours.Length + most - 1) / most);
        var candidates = new List<SurrogateCandidate>();
        for (var i = 0; i < neighbours.Length; i += step)
            if (TryTake(neighbours[i]) is { } candidate)
                candidates.Add(candidate);
        return candidates;
    }

    private SurrogateCandidate? TryTake(Genotype genotype) =>
        !unseen.IsSeen(genotype) && _drawn.Add(genotype) && view.CostsOf(genotype) is { } known ? candidateOf(genotype, known) : null;
}
