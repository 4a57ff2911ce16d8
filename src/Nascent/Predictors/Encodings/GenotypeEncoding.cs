using Nascent.Genotypes;
using Nascent.Numerics;
using Nascent.Tasks;

namespace Nascent.Predictors.Encodings;

/// <summary>What a predictor reads of a genotype.</summary>
/// <remarks>
/// Answers: a place for each option of each decision, and one that says how far up its options an ordered decision's stands. Paths: see <see cref="CellPaths"/>.
/// Then what is known without training, if it is read at all.
/// </remarks>
internal sealed class GenotypeEncoding
{
    private readonly DecisionSpace _space;
    private readonly Dictionary<DecisionPath, (int First, int Ordinal)> _places = [];
    private readonly CellPaths? _paths;
    private readonly KnownScores? _known;
    private readonly int _firstPath;
    private readonly int _firstKnown;

    /// <summary>Makes the encoding of a space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="kind">Answers, paths or both.</param>
    /// <param name="known">What is known without training, or null.</param>
    public GenotypeEncoding(DecisionSpace space, EncodingKind kind, KnownScores? known)
    {
        (_space, _known) = (space, known);
        _paths = kind == EncodingKind.Answers ? null : CellPaths.Of(space);
        if (_paths is null || kind == EncodingKind.Both)
            foreach (var decision in space.Decisions)
            {
                _places.Add(decision.Path, (_firstPath, decision.IsOrdered ? _firstPath + decision.Options.Length : -1));
                _firstPath += decision.Options.Length + (decision.IsOrdered ? 1 : 0);
            }

        _firstKnown = _firstPath + (_paths?.Length ?? 0);
        Length = _firstKnown + (known?.Count ?? 0);
    }

    /// <summary>The length of an encoding.</summary>
    public int Length { get; }

    /// <summary>The encoding of a genotype.</summary>
    /// <param name="genotype">The genotype.</param>
    /// <param name="costsOf">Gives what is known of it; asked only where that is read.</param>
    public SparseRow Of(Genotype genotype, Func<Genotype, Metrics?> costsOf)
    {
        var (indices, values) = (new List<int>(), new List<float>());
        var answers = _space.AnswersOf(genotype);
        if (_places.Count > 0)
            foreach (var (decision, option) in answers)
            {
                var (first, ordinal) = _places[decision.Path];
                Add(first + option, 1);
                if (ordinal >= 0 && option > 0)
                    Add(ordinal, (float)option / (decision.Options.Length - 1));
            }

        foreach (var place in _paths?.Of(answers) ?? [])
            Add(_firstPath + place, 1);
        if (_known is not null)
            foreach (var (index, score) in _known.PlacesOf(costsOf(genotype)).Index())
                Add(_firstKnown + index, score is { } known ? (float)NormalScores.OfPlace(known.Place, known.Count + 1) : 0);
        return new([.. indices], [.. values]);

        void Add(int index, float value)
        {
            indices.Add(index);
            values.Add(value);
        }
    }
}
