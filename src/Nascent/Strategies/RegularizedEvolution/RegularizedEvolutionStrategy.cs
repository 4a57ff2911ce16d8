using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Trials;

namespace Nascent.Strategies.RegularizedEvolution;

/// <summary>Regularized (ageing) evolution: the best of a random few is mutated, and the oldest of the population dies, however good it is.</summary>
/// <remarks>
/// Real, Aggarwal, Huang and Le 2019, algorithm 1. The first P trials are drawn at random, by default decision by decision. Then each proposal draws S members with replacement
/// and changes one decision of the best. Deviations, each because of how Nascent works:
/// trials are observed in order with a look-ahead, so a tournament is held among those that are known;
/// failed and rejected trials and those that the clock ended never enter the population (one that a rule stopped joins with its forecast), and the initial draws go on until P trials have a result or may still get one;
/// each initial trial is by default the one with the most parameters of eight draws within the limits, the zero-cost warm-up of
/// Abdelfattah, Mehrotra, Dudziak and Lane 2021 with the simplest of scores, as long as there is one objective and it is no cost;
/// a genotype is by default not proposed twice, since its training would be the same bit for bit;
/// the paper's identity mutation is off by default for the same reason (set <c>identity</c>; it then renews its parent's age without training);
/// with several objectives or constraints a tournament is won by constrained non-dominated rank (Deb et al. 2002), then by the first objective.
/// </remarks>
public sealed class RegularizedEvolutionStrategy : IStrategy
{
    private const int Tries = 64;

    private readonly RegularizedEvolutionOptions _options;
    private readonly UnseenGenotypes _unseen = new();
    private readonly Trial[] _population;
    private long _births;
    private int _refused;

    /// <summary>The entry in the table.</summary>
    public static StrategyDescription Description { get; } = StrategyDescription.Of<RegularizedEvolutionOptions>(
        "regularized-evolution", "mutates the best of a few random networks; the oldest die",
        options => new RegularizedEvolutionStrategy(options), "Real et al. 2019", 5);

    /// <summary>Makes the strategy.</summary>
    /// <exception cref="NascentException">An option is out of range.</exception>
    public RegularizedEvolutionStrategy(RegularizedEvolutionOptions options)
    {
        _options = Description.Checked(options);
        _population = new Trial[options.Population];
    }

    private int Living => (int)Math.Min(_births, _population.Length);

    /// <inheritdoc/>
    public Proposal Propose(SearchView view, Seed seed)
    {
        var isInitial = _births + view.Pending.Count < _population.Length || _births == 0;
        var parent = isInitial ? null : Tournament(view, seed.Derive("tournament").Stream());
        if (parent is not null && _options.Identity > 0 && seed.Derive("identity").Stream().NextDouble() < _options.Identity)
            return new Proposal.Try(parent.Genotype, view.Fidelity);
        var genotype = parent is null ? First(view, seed)
            : _options.Distinct ? UnseenMutation(view.Space, parent.Genotype, seed)
            : view.Space.Size.IsOne ? parent.Genotype : view.Space.Mutate(parent.Genotype, seed.Derive("mutate"));
        genotype ??= _unseen.Draw(view.Space, seed.Derive("draw"));
        if (genotype is null)
            return new Proposal.Done("every genotype of the space was proposed");
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    /// <inheritdoc/>
    public void Observe(Trial finished)
    {
        if (finished.State == TrialState.Rejected)
            _refused++;
        if (finished.HasResult)
            _population[_births++ % _population.Length] = finished; // the place of the oldest
    }

    /// <summary>The best of S members, drawn with replacement.</summary>
    private Trial Tournament(SearchView view, RandomStream stream)
    {
        var drawn = new Trial[_options.Tournament];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = _population[stream.NextInt(Living)];
        var order = new TrialOrder(view.Objectives, view.Constraints);
        if (view.Objectives.Length == 1)
            return drawn.Min(order)!;
        var members = drawn.DistinctBy(trial => trial.Number).ToArray();
        var ranks = ParetoFront.RanksOf(members, view.Objectives, view.Constraints);
        return members.Where((_, i) => ranks[i] == 0).Min(order)!;
    }

    private Genotype Sample(DecisionSpace space, Seed seed) => _options.ByDecision ? space.SampleByDecision(seed) : space.Sample(seed);

    /// <summary>A first trial (see <see cref="WarmStart"/>); where no draw keeps the limits any that is new, and null where all draws were proposed before.</summary>
    private Genotype? First(SearchView view, Seed seed)
    {
        Genotype? DrawAt(int i) => Sample(view.Space, seed.Derive("sample").Derive(i)) is var genotype && _options.Distinct && _unseen.IsSeen(genotype) ? null : genotype;
        if (WarmStart.Named(view) is { } named && !_unseen.IsSeen(named))
            return named;
        return (_options.Draws > 1 && view.Objectives.Length == 1 ? WarmStart.Largest(view, DrawAt, WarmStart.DrawsAfter(_refused, _options.Draws)) : null)
            ?? Enumerable.Range(0, Tries).Select(DrawAt).FirstOrDefault(genotype => genotype is not null);
    }

    /// <summary>A mutation that was not proposed before; where all seem to be, mutations of mutations, and null after 64 of these.</summary>
    private Genotype? UnseenMutation(DecisionSpace space, Genotype parent, Seed seed)
    {
        if (_unseen.IsExhausted(space))
            return null;
        var (from, draws) = (parent, seed.Derive("mutate"));
        for (var i = 0; i < Tries; i++)
        {
            var child = space.Mutate(from, draws.Derive(i));
            if (!_unseen.IsSeen(child))
                return child;
            if (i % 8 == 7)
                from = child;
        }

        return null;
    }
}
