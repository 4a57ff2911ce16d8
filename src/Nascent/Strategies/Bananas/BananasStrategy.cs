using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Bananas;

/// <summary>The best trials are mutated, and an ensemble of small networks that has learnt from all trials says which child is tried.</summary>
/// <remarks>
/// White, Neiswanger and Savani 2021, algorithm 1: an ensemble of feed-forward networks, independent Thompson sampling, and candidates that are mutations of the best.
/// Deviations, each with its reason in <c>docs/strategies/bananas.md</c>: targets are normal scores of ranks (as Salinas, Shen and Perrone 2020), by which constraints, failures and scales need no rule of their own, and
/// the loss is their squared error, not the relative error; networks are smaller and take a bounded number of steps; the ensemble is trained afresh when the number of trials has grown by a factor, so that
/// a proposal stays cheap in long runs; each proposal has candidates of its own; candidates that would be rejected are passed over; the
/// encoding is one-hot unless the space is one cell and paths are asked for; several objectives are weighed anew for each proposal (Knowles 2006).
/// </remarks>
public sealed class BananasStrategy : IStrategy
{
    private const int Tries = 64;

    private readonly BananasOptions _options;
    private readonly UnseenGenotypes _unseen = new();
    private readonly List<Trial> _unread = [];
    private Knowledge? _knowledge;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<BananasOptions>(
        "bananas", "mutates the best networks; an ensemble of predictors chooses the child to try",
        options => new BananasStrategy(options), "White et al. 2021");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public BananasStrategy(BananasOptions options) => _options = Description.Checked(options);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        if (_unseen.IsExhausted(view.Space))
            return new Proposal.Done("every genotype of the space was proposed");
        _knowledge ??= new Knowledge(_options, view, seed.Derive("known"));
        foreach (var trial in _unread)
            _knowledge.Add(trial);
        _unread.Clear();
        var genotype = (_knowledge.Count < _options.Initial ? First(view, seed.Derive("first")) : Child(view, _knowledge, seed)) ?? _unseen.Draw(view.Space, seed.Derive("draw"))!;
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished) => _unread.Add(finished);

    /// <summary>A random genotype that keeps the limits; where none of 64 draws does, the first that was not proposed before; null where all were.</summary>
    private Genotype? First(SearchView view, Seed seed)
    {
        var first = default(Genotype);
        for (var i = 0; i < Tries; i++)
        {
            var genotype = view.Space.SampleByDecision(seed.Derive(i));
            if (_unseen.IsSeen(genotype))
                continue;
            if (view.CostsOf(genotype) is not null)
                return genotype;
            first ??= genotype;
        }

        return first;
    }

    /// <summary>Of the children that keep the limits, the one of the highest draw; where none keeps them the highest of all; null where there is no new child.</summary>
    private Genotype? Child(SearchView view, Knowledge knowledge, Seed seed)
    {
        knowledge.Fit(seed.Derive("ensemble"));
        var scalarisation = Scalarisation.Draw(view.Objectives.Length, seed.Derive("weights"));
        var children = Children(view.Space, knowledge.Best(scalarisation, _options.Parents), seed.Derive("children"));
        var stream = seed.Derive("thompson").Stream();
        var drawn = children.Select(child => (Child: child, Value: scalarisation.Of(knowledge.Draw(child, stream)))).ToArray();
        var order = Enumerable.Range(0, drawn.Length).OrderByDescending(i => drawn[i].Value).Select(i => drawn[i].Child).ToArray();
        return order.FirstOrDefault(child => view.CostsOf(child) is not null) ?? order.FirstOrDefault();
    }

    /// <summary>Different new children of the parents in turn, each changed in one decision; where all such seem to be known, in more.</summary>
    private List<Genotype> Children(DecisionSpace space, Genotype[] parents, Seed seed)
    {
        var (children, different) = (new List<Genotype>(), new HashSet<Genotype>());
        for (var i = 0; i < 2 * _options.Candidates && children.Count < _options.Candidates; i++)
        {
            var child = space.Mutate(parents[i % parents.Length], seed.Derive(i));
            for (var edit = 1; edit < 8 && (_unseen.IsSeen(child) || different.Contains(child)); edit++)
                child = space.Mutate(child, seed.Derive(i).Derive(edit));
            if (!_unseen.IsSeen(child) && different.Add(child))
                children.Add(child);
        }

        return children;
    }
}
