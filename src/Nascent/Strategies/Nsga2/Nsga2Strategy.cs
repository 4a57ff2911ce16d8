using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.Nsga2;

/// <summary>NSGA-II: a population whose best, by domination and then by distance from one another, survive and have children.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal and Meyarivan 2002: fast non-dominated sorting, crowding distance, constrained domination, binary tournaments and elitist survival. Deviations, each because of how Nascent works:
/// trials are observed in order with a look-ahead, so parents are drawn from the survivors that are known;
/// survivors are by default chosen anew after each result (a steady state) and not after N, so that no result waits for others (<c>offspring</c>);
/// children are made by <see cref="DecisionSpace.Crossover"/> and <see cref="DecisionSpace.Mutate"/> in place of SBX and polynomial mutation, which are for real numbers;
/// a genotype is not proposed twice: a child that was is bred again, and after 64 of these a genotype is drawn at random;
/// a child that would be rejected is bred again too, once a trial was rejected;
/// failed and rejected trials and those that the clock ended never survive (one that a rule stopped counts by its forecast), nor do duplicates, whose original may; the first draws go on until N trials have a result or may still get one, decision by decision;
/// distances are computed again among those of the last front that survive (one removed at a time in the steady state, as Kukkonen and Deb 2006 advise);
/// a tie of rank and distance goes to the older trial, not to chance.
/// </remarks>
public sealed class Nsga2Strategy : IStrategy
{
    private const int Tries = 64;

    private readonly Nsga2Options _options;
    private readonly GenotypeDraws _draws = new();
    private readonly Survivors _survivors;
    private readonly List<Trial> _born = [];
    private int _results;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<Nsga2Options>(
        "nsga2", "evolves a Pareto front, for several objectives",
        options => new Nsga2Strategy(options), "Deb et al. 2002");

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public Nsga2Strategy(Nsga2Options options)
    {
        _options = Description.Checked(options);
        _survivors = new Survivors(options.Population);
    }

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        Select(view);
        var isInitial = _results + view.Pending.Count < _options.Population || _survivors.Count == 0;
        var genotype = (isInitial ? null : Child(view, seed)) ?? _draws.Draw(view, seed.Derive("draw"));
        if (genotype is null)
            return new Proposal.Done("every genotype of the space was proposed");
        _draws.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        _draws.Observe(finished);
        if (!finished.HasResult || finished.DuplicateOf is not null)
            return;
        _results++;
        _born.Add(finished);
    }

    /// <summary>Chooses the survivors anew where enough results came.</summary>
    private void Select(SearchView view)
    {
        if (_born.Count < _options.Offspring && (_born.Count == 0 || _results > _options.Population))
            return;
        var order = new TrialOrder(view.Objectives, view.Constraints);
        var newcomers = _born.Select(trial => ScoredTrial.Of(trial, view, order)).OfType<ScoredTrial>().ToArray();
        _born.Clear();
        _survivors.Merge(newcomers);
    }

    /// <summary>A child that was not proposed before and would not be rejected, or null where none is found.</summary>
    private Genotype? Child(SearchView view, Seed seed)
    {
        if (_draws.IsExhausted(view.Space) || view.Space.Size.IsOne)
            return null;
        var stream = seed.Derive("child").Stream();
        for (var i = 0; i < Tries; i++)
        {
            var child = Breed(view.Space, stream, seed.Derive(i));
            if (!_draws.IsSeen(child) && !_draws.IsRefused(view, child))
                return child;
        }

        return null;
    }

    private Genotype Breed(DecisionSpace space, RandomStream stream, Seed seed)
    {
        var child = Parent(stream);
        if (stream.NextDouble() < _options.Crossover)
            child = space.Crossover(child, Parent(stream), seed.Derive("crossover"));
        var decisions = child.Answers.Length;
        for (var i = 0; i < decisions; i++)
            if (stream.NextDouble() * decisions < _options.Mutations)
                child = space.Mutate(child, seed.Derive("mutate").Derive(i));
        return child;
    }

    /// <summary>The winner of a tournament of two, drawn with replacement.</summary>
    private Genotype Parent(RandomStream stream) => _survivors[Math.Min(stream.NextInt(_survivors.Count), stream.NextInt(_survivors.Count))].Trial.Genotype;
}
