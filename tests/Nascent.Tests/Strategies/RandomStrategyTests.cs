using Nascent.Strategies;
using Nascent.Strategies.Random;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

public sealed class RandomStrategyTests : StrategyContract
{
    protected override StrategyDescription Description => RandomStrategy.Description;

    protected override string NoProgressBecause => "random search is what others are measured against";

    [Fact]
    public async Task No_genotype_is_proposed_twice()
    {
        var state = await RunAsync(Spec(SmallSpaces.Layers, 200), 1);
        state.Trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(state.Trials.Count);
    }

    [Fact]
    public async Task Without_distinct_draws_are_independent_and_repeats_are_duplicates()
    {
        var spec = Spec(SmallSpaces.Six, 6);
        var state = await RunAsync(spec with { Strategy = spec.Strategy with { Options = spec.Strategy.Options.Add("distinct", 0) } }, 1);
        state.Trials.Count.ShouldBeGreaterThan(6);
        state.Trials.Count(trial => trial.State == TrialState.Succeeded).ShouldBe(6);
    }

    [Fact]
    public async Task Draws_are_uniform()
    {
        // Each of 6 genotypes is first in a sixth of the runs: 600 runs give 100 ± 4.6 standard deviations.
        var firsts = new Dictionary<string, int>();
        for (ulong seed = 0; seed < 600; seed++)
        {
            var state = await RunAsync(Spec(SmallSpaces.Six, 1) with { Seed = seed }, 1);
            var first = state.Trials[0].Genotype.ToString();
            firsts[first] = firsts.GetValueOrDefault(first) + 1;
        }

        firsts.Count.ShouldBe(6);
        firsts.Values.ShouldAllBe(count => count > 58 && count < 142);
    }
}
