using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>Random genotypes that were not proposed before, each decision drawn uniformly as it opens, so that shallow networks are drawn as well.</summary>
/// <remarks>Once a proposal was rejected, draws that would be rejected too are passed over where others are found.</remarks>
internal sealed class GenotypeDraws
{
    private const int Tries = 64;

    private readonly UnseenGenotypes _unseen = new();
    private bool _rejects;

    /// <summary>Whether a genotype was proposed.</summary>
    public bool IsSeen(Genotype genotype) => _unseen.IsSeen(genotype);

    /// <summary>Whether every genotype of the space was proposed.</summary>
    public bool IsExhausted(DecisionSpace space) => _unseen.IsExhausted(space);

    /// <summary>Notes a proposal.</summary>
    public void Add(Genotype genotype) => _unseen.Add(genotype);

    /// <summary>Notes what became of one.</summary>
    public void Observe(Trial finished) => _rejects |= finished.State == TrialState.Rejected;

    /// <summary>Whether a genotype would be rejected, as far as it is worth asking.</summary>
    public bool IsRefused(SearchView view, Genotype genotype) => _rejects && view.CostsOf(genotype) is null;

    /// <summary>A genotype that was not proposed, or null where none is left. It is not noted as proposed.</summary>
    public Genotype? Draw(SearchView view, Seed seed)
    {
        if (IsExhausted(view.Space))
            return null;
        Genotype? first = null;
        for (var i = 0; i < Tries; i++)
        {
            var genotype = view.Space.SampleByDecision(seed.Derive(i));
            if (IsSeen(genotype))
                continue;
            if (!IsRefused(view, genotype))
                return genotype;
            first ??= genotype;
        }

        return first ?? _unseen.Draw(view.Space, seed.Derive("rest"));
    }

    /// <summary>The same, and notes it as proposed.</summary>
    public Genotype? DrawAndAdd(SearchView view, Seed seed)
    {
        if (Draw(view, seed) is not { } genotype)
            return null;
        Add(genotype);
        return genotype;
    }
}
