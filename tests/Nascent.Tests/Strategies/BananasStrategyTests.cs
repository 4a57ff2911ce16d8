using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Strategies.Bananas;
using Nascent.Strategies.Random;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

[Trait("Category", "Slow")]
public sealed class BananasStrategyTests : StrategyContract
{
    private static readonly Fidelity Full = Fidelity.Of("fake");

    protected override StrategyDescription Description => BananasStrategy.Description;

    protected override bool KeepsLimits => true;

    [Fact]
    public void It_climbs_higher_than_random_search_on_a_smooth_landscape()
    {
        for (ulong seed = 0; seed < 5; seed++)
        {
            var best = Run(Description, 60, 8, Score, seed).Max(trial => Score(trial.Genotype));
            best.ShouldBeGreaterThan(Run(RandomStrategy.Description, 60, 8, Score, seed).Max(trial => Score(trial.Genotype)), $"seed {seed}");
            best.ShouldBe(96, $"seed {seed}: the most there is");
        }
    }

    [Fact]
    public void No_genotype_is_proposed_twice_with_sixteen_pending()
    {
        var trials = Run(Description, 100, 16, Score);
        trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public void Where_almost_nothing_keeps_the_limits_it_finds_what_does()
    {
        // 27 of 5,832 genotypes have all widths at 4, and only these keep the limit: one in 216.
        static Metrics Known(Genotype genotype) => Metrics.None.With("params", Score(genotype));
        var trials = Run(Description, 100, 8, Score, 1, "params<=12", Known);
        trials.Count(trial => trial.State == TrialState.Succeeded).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Every_encoding_works_on_a_cell(int encoding, int known)
    {
        var space = new DecisionSpace("cell", new[] { "1<-0", "2<-0", "2<-1", "3<-0", "3<-1", "3<-2" }.Select(name => new Decision(new DecisionPath(name), DecisionKind.Operator, ["none", "skip", "conv"], false)));
        static double Convolutions(Genotype genotype) => genotype.Answers.Count(answer => answer.Answer == "conv");
        var trials = Run(Description, 60, 8, Convolutions, 1, null, genotype => Metrics.None.With("params", Convolutions(genotype) % 3), space, ("encoding", encoding), ("known", known));
        trials.Max(trial => trial.Metrics["accuracy"]).ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(5); // of 6
    }

    [Fact]
    public void Bad_options_are_refused() =>
        Should.Throw<NascentException>(() => Create(Description, ("steps", 2.5))).Message.ShouldBe("Strategy 'bananas', option 'steps': found 2.5, expected a whole number.");

    /// <summary>A landscape that rises with each width.</summary>
    private static double Score(Genotype genotype) =>
        genotype.Answers.Where(answer => answer.Path.Text.EndsWith("features", StringComparison.Ordinal)).Sum(answer => double.Parse(answer.Answer));

    private static IStrategy Create(StrategyDescription description, params (string Name, double Value)[] options) =>
        description.CreateWith(options.ToImmutableSortedDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal));

    private static List<Trial> Run(
        StrategyDescription description, int trials, int lookAhead, Func<Genotype, double> score, ulong seed = 1, string? limit = null,
        Func<Genotype, Metrics>? known = null, DecisionSpace? space = null, params (string Name, double Value)[] options)
    {
        var (strategy, observed, all) = (Create(description, options), new List<Trial>(), new List<Trial>());
        ImmutableArray<Constraint> constraints = limit is null ? [] : [Constraint.Parse(limit)];
        for (var number = 0; number < trials; number++)
        {
            while (observed.Count <= number - lookAhead)
            {
                observed.Add(all[observed.Count]);
                strategy.Observe(observed[^1]);
            }

            var view = new SearchView(space ?? SmallSpaces.Layers.Genotypes, [Objective.Of("accuracy")], constraints, Full, number, observed, all[observed.Count..], CostsOf);
            var genotype = strategy.Propose(view, new Seed(seed).Derive(number)).ShouldBeOfType<Proposal.Try>().Genotype;
            var costs = known?.Invoke(genotype) ?? Metrics.None;
            all.Add(Keeps(costs) ? new Trial(number, genotype, Full, TrialState.Succeeded) { Metrics = costs.With("accuracy", score(genotype)) }
                : new Trial(number, genotype, Full, TrialState.Rejected) { Metrics = costs });
        }

        return all;

        bool Keeps(Metrics costs) => constraints.All(constraint => constraint.Holds(costs) != false);

        Metrics? CostsOf(Genotype genotype) => (known?.Invoke(genotype) ?? Metrics.None) is var costs && Keeps(costs) ? costs : null;
    }
}
