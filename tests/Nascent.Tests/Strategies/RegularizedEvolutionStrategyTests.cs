using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Strategies.RegularizedEvolution;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Tests.Strategies;

public sealed class RegularizedEvolutionStrategyTests : StrategyContract
{
    private static readonly Fidelity Full = Fidelity.Of("fake");

    protected override StrategyDescription Description => RegularizedEvolutionStrategy.Description;

    [Fact]
    public void The_first_population_is_drawn_and_then_children_differ_from_a_member_in_one_decision()
    {
        var strategy = new RegularizedEvolutionStrategy(Options(population: 10, tournament: 3));
        var trials = Run(strategy, 60, lookAhead: 1, Score);
        foreach (var child in trials.Skip(10))
            trials.Take(child.Number).TakeLast(10).Any(parent => IsChildOf(child, parent)).ShouldBeTrue($"trial {child.Number}");
    }

    [Theory]
    [InlineData(true, 70, 130)]
    [InlineData(false, 0, 10)]
    public void The_first_population_has_shallow_networks_where_decisions_are_drawn_one_by_one(bool byDecision, int fewest, int most)
    {
        // 300 depths of one to three blocks: by decision a third of them is 1, with a standard deviation of 8.
        var strategy = new RegularizedEvolutionStrategy(Options(population: 100, tournament: 5) with { ByDecision = byDecision });
        var deep = SearchSpace.Image("deep", net => net.Stages("stage", count: 3, stage => stage.Repeat("depth", Between(1, 3), block => block.OneOf("op", Conv(channels: OneOf(4, 8)), Separable(channels: OneOf(4, 8), kernel: OneOf(3, 5))).Residual(Optional))).GlobalPool().Classifier());
        var view = new SearchView(deep.Genotypes, [Objective.Of("accuracy")], [], Full, 0, [], [], _ => Metrics.None);
        var drawn = Enumerable.Range(0, 100).Select(number => strategy.Propose(view, new Seed(3).Derive(number)).ShouldBeOfType<Proposal.Try>().Genotype).ToArray();
        drawn.Distinct().Count().ShouldBe(100);
        drawn.SelectMany(genotype => genotype.Answers).Count(answer => answer.Path.Text.EndsWith("depth", StringComparison.Ordinal) && answer.Answer == "1").ShouldBeInRange(fewest, most);
    }

    [Fact]
    public void A_first_trial_is_the_one_with_most_parameters_of_the_draws_that_keep_the_limits()
    {
        var populations = new[] { 1, 8 }.Select(draws => FirstTrials(Options(20, 10) with { Draws = draws }, Objective.Of("accuracy")).ToArray()).ToArray();
        populations[1].ShouldAllBe(parameters => parameters <= 800);
        populations[0].ShouldContain(parameters => parameters > 800);
        Median(populations[1]).ShouldBeGreaterThan(1.3 * Median([.. populations[0].Where(parameters => parameters <= 800)]));
    }

    [Fact]
    public void First_trials_are_as_drawn_where_costs_are_what_is_wanted()
    {
        var asDrawn = FirstTrials(Options(20, 10), Objective.Of("accuracy")).ToArray();
        FirstTrials(Options(20, 10) with { Draws = 8 }, Objective.Of("params")).Take(1).ShouldBe(asDrawn.Where(parameters => parameters <= 800).Take(1));
        FirstTrials(Options(20, 10) with { Draws = 8 }, Objective.Of("accuracy"), Objective.Of("params")).ShouldBe(asDrawn);
    }

    [Fact]
    public void The_oldest_dies_however_good_it_is()
    {
        // Trial 0 is the best by far; with a tournament over the whole population it is every parent, until it is the oldest of eleven.
        var strategy = new RegularizedEvolutionStrategy(Options(population: 10, tournament: 200));
        var trials = Run(strategy, 40, lookAhead: 1, (number, _) => number == 0 ? 1000 : number);
        IsChildOf(trials[10], trials[0]).ShouldBeTrue();
        for (var number = 12; number < 40; number++)
            IsChildOf(trials[number], trials[number - 1]).ShouldBeTrue($"trial {number}: the parent is the newest, which is the best of those that live");
    }

    [Fact]
    public void It_climbs_higher_than_random_search_on_a_smooth_landscape()
    {
        var better = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var evolved = Run(new RegularizedEvolutionStrategy(Options(20, 5)), 100, 8, Score, seed);
            var drawn = Run(CoreStrategies.All[0].CreateWith(ImmutableSortedDictionary<string, double>.Empty), 100, 8, Score, seed);
            better += MeanOfLast(evolved) > MeanOfLast(drawn) + 10 ? 1 : 0;
        }

        better.ShouldBe(20);
    }

    [Fact]
    public void With_identity_a_parent_is_proposed_again()
    {
        var trials = Run(new RegularizedEvolutionStrategy(Options(10, 3) with { Identity = 0.5 }), 100, 1, Score);
        var repeated = trials.Count - trials.Select(trial => trial.Genotype).Distinct().Count();
        repeated.ShouldBeInRange(25, 65);
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() => Should.Throw<NascentException>(() => Description.CreateWith(
        ImmutableSortedDictionary<string, double>.Empty.Add("population", 2.5))).Message
        .ShouldBe("Strategy 'regularized-evolution', option 'population': found 2.5, expected a whole number.");

    [Fact]
    public void An_unknown_option_is_refused_with_the_nearest_name() => Should.Throw<NascentException>(() => Description.CreateWith(
        ImmutableSortedDictionary<string, double>.Empty.Add("popluation", 20))).Message
        .ShouldContain("Did you mean 'population'?");

    /// <summary>The parameters of the networks of a first population, of which those of more than 800 would be rejected.</summary>
    private static IEnumerable<double> FirstTrials(RegularizedEvolutionOptions options, params Objective[] objectives)
    {
        var strategy = new RegularizedEvolutionStrategy(options);
        var view = new SearchView(SmallSpaces.Layers.Genotypes, [.. objectives], [], Full, 0, [], [], genotype => ParametersOf(genotype) is <= 800 and var some ? Metrics.None.With("params", some) : null);
        return Enumerable.Range(0, options.Population).Select(number => ParametersOf(strategy.Propose(view, new Seed(3).Derive(number)).ShouldBeOfType<Proposal.Try>().Genotype));
    }

    private static double ParametersOf(Genotype genotype) =>
        CostTable.Named("params").Total(SmallSpaces.Layers.Resolve(genotype, FakeRuns.Signature));

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static double MeanOfLast(List<Trial> trials) => trials.TakeLast(30).Average(trial => trial.Metrics["accuracy"]!.Value);

    private static bool IsChildOf(Trial child, Trial parent) =>
        parent.Genotype.Answers.Zip(child.Genotype.Answers).Count(pair => pair.First != pair.Second) == 1;

    private static RegularizedEvolutionOptions Options(int population, int tournament) =>
        new() { Population = population, Tournament = tournament, ByDecision = true, Draws = 1, Identity = 0, Distinct = true };

    /// <summary>A landscape that rises with each width.</summary>
    private static double Score(int number, Genotype genotype) =>
        genotype.Answers.Where(answer => answer.Path.Text.EndsWith("features", StringComparison.Ordinal)).Sum(answer => double.Parse(answer.Answer));

    private static List<Trial> Run(IStrategy strategy, int trials, int lookAhead, Func<int, Genotype, double> score, ulong seed = 1)
    {
        var (observed, all) = (new List<Trial>(), new List<Trial>());
        for (var number = 0; number < trials; number++)
        {
            while (observed.Count <= number - lookAhead)
            {
                observed.Add(all[observed.Count]);
                strategy.Observe(observed[^1]);
            }

            var view = new SearchView(SmallSpaces.Layers.Genotypes, [Objective.Of("accuracy")], [], Full, number, observed, all[observed.Count..], _ => Metrics.None);
            var proposal = strategy.Propose(view, new Seed(seed).Derive(number)).ShouldBeOfType<Proposal.Try>();
            all.Add(new Trial(number, proposal.Genotype, Full, TrialState.Succeeded) { Metrics = Metrics.None.With("accuracy", score(number, proposal.Genotype)) });
        }

        return all;
    }
}
