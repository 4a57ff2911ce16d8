using System.Collections.Immutable;
using System.Numerics;
using Nascent.Genotypes;
using Nascent.Spaces.Catalog;
using Nascent.Strategies;
using Nascent.Strategies.Grid;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class GridStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => GridStrategy.Description;

    protected override string NoProgressBecause => "a grid does not look at results";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_genotype_comes_once_and_then_it_is_done(bool lexicographic)
    {
        var genotypes = Run(SmallSpaces.Layers.Genotypes, lexicographic, 10_000);
        genotypes.Count.ShouldBe(5832);
        genotypes.Distinct().Count().ShouldBe(5832);
    }

    [Fact]
    public void In_the_order_of_the_space_the_last_decision_changes_fastest() =>
        Run(SmallSpaces.Six.Genotypes, lexicographic: true, 10).ShouldBe(SmallSpaces.Six.Genotypes.Enumerate());

    [Fact]
    public void The_first_genotypes_answer_each_decision_evenly()
    {
        // Six decisions of five options: 25 genotypes at random give some answer twice or less in two runs of three.
        var space = Flat(6, 5);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var counts = Run(space, lexicographic: false, 25, seed).SelectMany(genotype => genotype.Answers).CountBy(answer => answer).ToArray();
            counts.Length.ShouldBe(30);
            counts.ShouldAllBe(pair => pair.Value >= 3 && pair.Value <= 7, $"seed {seed}");
        }
    }

    [Fact]
    public void Pairs_of_answers_are_covered_sooner_than_at_random()
    {
        // 15 pairs of decisions with 25 pairs of answers each: 50 draws at random meet 325 ± 6 of 375.
        var space = Flat(6, 5);
        for (ulong seed = 0; seed < 10; seed++)
            Run(space, lexicographic: false, 50, seed).SelectMany(Pairs).Distinct().Count().ShouldBeGreaterThan(325, $"seed {seed}");

        static IEnumerable<((DecisionPath, string), (DecisionPath, string))> Pairs(Genotype genotype) =>
            from i in Enumerable.Range(0, 6) from j in Enumerable.Range(0, i) select (genotype.Answers[i], genotype.Answers[j]);
    }

    [Fact]
    public void A_space_beyond_64_bits_is_walked_without_repeats()
    {
        var space = Flat(60, 6);
        space.Size.ShouldBe(BigInteger.Pow(6, 60));
        var genotypes = Run(space, lexicographic: false, 500);
        genotypes.Distinct().Count().ShouldBe(500);
        genotypes.SelectMany(genotype => genotype.Answers).Distinct().Count().ShouldBe(360);
        Run(TinyCnn.Create().Genotypes, lexicographic: false, 500).Distinct().Count().ShouldBe(500);
    }

    [Fact]
    public void What_is_found_changes_nothing()
    {
        var strategy = Description.CreateWith(ImmutableSortedDictionary<string, double>.Empty);
        var failing = new DrivenSearch(SmallSpaces.Layers.Genotypes, trial => trial with { State = TrialState.Failed, Reason = "nan" }) { Trials = 100 };
        failing.Run(strategy).Select(trial => trial.Genotype).ShouldBe(Run(SmallSpaces.Layers.Genotypes, lexicographic: false, 100));
    }

    private static DecisionSpace Flat(int decisions, int options) => new DecisionSpace("flat", Enumerable.Range(0, decisions)
        .Select(i => new Decision(new DecisionPath($"d{i}"), DecisionKind.Other, [.. Enumerable.Range(0, options).Select(option => $"{option}")], IsOrdered: true)));

    private static List<Genotype> Run(DecisionSpace space, bool lexicographic, int trials, ulong seed = 1) =>
        new DrivenSearch(space, trial => trial with { State = TrialState.Succeeded }) { Trials = trials, LookAhead = 1 }
            .Run(new GridStrategy(new GridOptions { Lexicographic = lexicographic }), seed).ConvertAll(trial => trial.Genotype);
}
