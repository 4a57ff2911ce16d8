using Nascent.Genotypes;
using Nascent.Randomness;

namespace Nascent.Strategies;

/// <summary>The genotypes that a strategy has proposed, and uniform draws from the others.</summary>
/// <remarks>
/// Draws from the whole space until one is new; once half of the space is seen, from a list of the rest, so that a draw costs
/// constant time on average up to the very last genotype. The list is made once, when the number of trials so far pays for it.
/// Part of a strategy's state; not thread-safe.
/// </remarks>
public sealed class UnseenGenotypes
{
    private readonly HashSet<Genotype> _seen = [];
    private List<Genotype>? _rest;

    /// <summary>Whether a genotype was proposed.</summary>
    public bool IsSeen(Genotype genotype) => _seen.Contains(genotype);

    /// <summary>Notes a proposal.</summary>
    public void Add(Genotype genotype) => _seen.Add(genotype);

    /// <summary>Whether every genotype of the space was proposed.</summary>
    public bool IsExhausted(DecisionSpace space) => _seen.Count >= space.Size;

    /// <summary>A genotype that was not proposed, uniformly, or null where none is left. It is not noted as proposed.</summary>
    public Genotype? Draw(DecisionSpace space, Seed seed)
    {
        if (IsExhausted(space))
            return null;
        if (_rest is null && space.Size <= 2 * (long)_seen.Count)
            _rest = [.. space.Enumerate().Where(genotype => !_seen.Contains(genotype))];
        return _rest is null ? DrawFromSpace(space, seed) : DrawFromRest(_rest, seed);
    }

    private Genotype DrawFromSpace(DecisionSpace space, Seed seed)
    {
        for (var draw = 0; ; draw++)
            if (space.Sample(seed.Derive(draw)) is var genotype && !_seen.Contains(genotype))
                return genotype;
    }

    private Genotype DrawFromRest(List<Genotype> rest, Seed seed)
    {
        for (var stream = seed.Stream(); ;)
        {
            var index = stream.NextInt(rest.Count);
            var genotype = rest[index];
            if (!_seen.Contains(genotype))
                return genotype;
            rest[index] = rest[^1];
            rest.RemoveAt(rest.Count - 1);
        }
    }
}
