using Nascent.Spaces;

namespace Nascent.Strategies.Bananas;

/// <summary>What a predictor reads of a genotype: one place an option of each decision, and one that says how far up an ordered decision's option stands.</summary>
internal sealed class GenotypeEncoding
{
    private readonly Dictionary<DecisionPath, (int First, int Ordinal)> _places = [];

    public GenotypeEncoding(SearchSpace space)
    {
        foreach (var decision in space.Decisions)
        {
            _places.Add(decision.Path, (Length, decision.IsOrdered ? Length + decision.Options.Length : -1));
            Length += decision.Options.Length + (decision.IsOrdered ? 1 : 0);
        }
    }

    /// <summary>The length of an encoding.</summary>
    public int Length { get; }

    /// <summary>The encoding of a genotype.</summary>
    public SparseRow Of(SearchSpace space, Genotype genotype)
    {
        var (indices, values) = (new List<int>(), new List<float>());
        foreach (var (decision, option) in space.AnswersOf(genotype))
        {
            var (first, ordinal) = _places[decision.Path];
            Add(first + option, 1);
            if (ordinal >= 0 && option > 0)
                Add(ordinal, (float)option / (decision.Options.Length - 1));
        }

        return new([.. indices], [.. values]);

        void Add(int index, float value)
        {
            indices.Add(index);
            values.Add(value);
        }
    }
}
