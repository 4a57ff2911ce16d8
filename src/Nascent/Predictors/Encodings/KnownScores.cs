using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Predictors.Encodings;

/// <summary>What is known of genotypes without training, each score by its rank among random genotypes of the space: scores differ in scale by orders of magnitude.</summary>
internal sealed class KnownScores
{
    private const int Reference = 128;
    private readonly (string Name, double[] Sorted)[] _scores;

    /// <summary>Looks at random genotypes.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="seed">The key of the draws.</param>
    public KnownScores(SearchView view, Seed seed)
    {
        var samples = new List<Metrics>();
        for (var i = 0; i < Reference; i++)
            if (view.CostsOf(view.Space.SampleByDecision(seed.Derive(i))) is { } known)
                samples.Add(known);
        _scores =
        [
            .. samples.SelectMany(known => known.Values.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => (name, Values: samples.Select(known => known[name]).OfType<double>().Order().ToArray()))
                .Where(score => score.Values[0] < score.Values[^1]),
        ];
    }

    /// <summary>No scores.</summary>
    private KnownScores() => _scores = [];

    /// <summary>Scores that nobody looks at.</summary>
    public static KnownScores None { get; } = new();

    /// <summary>The number of scores.</summary>
    public int Count => _scores.Length;

    /// <summary>The place of each score of a genotype among those of the random genotypes, counted from 0: the mean of how many are below it and how many are not above it; null for one that it does not have.</summary>
    /// <param name="known">What is known of the genotype.</param>
    public (double Place, int Count)?[] PlacesOf(Metrics? known) => Array.ConvertAll(_scores, score => known?[score.Name] is { } value ? PlaceOf(score.Sorted, value) : ((double, int)?)null);

    private static (double Place, int Count) PlaceOf(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < sorted.Length && sorted[end] == value)
            end++;
        return ((low + end) / 2.0, sorted.Length);
    }
}
