using Nascent.Spaces.Catalog;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Torch.Tests.Strategies;

/// <summary>What every strategy with a controller must do beside the contract of all strategies.</summary>
public abstract class ControllerContract : StrategyContract
{
    [Fact]
    public async Task No_genotype_is_proposed_twice()
    {
        var state = await RunAsync(Spec(SmallSpaces.Layers, 100), 1);
        state.Trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(state.Trials.Count);
    }

    [Fact]
    public void Without_distinct_it_comes_to_propose_the_best_again_and_again()
    {
        var trials = StrategyRuns.Run(StrategyRuns.Fresh(Description, ("distinct", 0), ("learningRate", 0.03)), SmallSpaces.Layers, 400, 1, StrategyRuns.SumOfWidths);
        trials.TakeLast(50).Select(trial => trial.Genotype).Distinct().Count().ShouldBeLessThan(40);
        trials.TakeLast(50).Average(trial => StrategyRuns.SumOfWidths(trial.Genotype)).ShouldBeGreaterThan(80); // of at most 96; a uniform draw has 48
    }

    [Fact]
    public void It_climbs_higher_than_random_search_on_a_smooth_landscape() =>
        StrategyRuns.WinsOverRandom(Description, SmallSpaces.Layers, StrategyRuns.SumOfWidths, margin: 5, seeds: 10).ShouldBe(10);

    [Fact]
    public void It_learns_to_avoid_what_fails()
    {
        // A third of the space fails: what has the activation silu in its first layer.
        static bool Fails(Genotypes.Genotype genotype) => genotype.Answers.First(answer => answer.Path.Text.EndsWith("activation", StringComparison.Ordinal)).Answer == "silu";
        var trials = StrategyRuns.Run(StrategyRuns.Fresh(Description), SmallSpaces.Layers, 200, 8, genotype => Fails(genotype) ? double.NaN : 1);
        trials.Take(40).Count(trial => trial.State == TrialState.Failed).ShouldBeInRange(5, 25);
        trials.TakeLast(40).Count(trial => trial.State == TrialState.Failed).ShouldBeLessThan(5);
    }

    [Fact]
    public void Conditional_decisions_are_walked_only_where_they_are_open()
    {
        var space = SpaceCatalog.Create("mobile");
        var trials = StrategyRuns.Run(StrategyRuns.Fresh(Description), space, 40, 8, genotype => genotype.Answers.Length);
        foreach (var trial in trials)
            space.Genotypes.Validate(trial.Genotype);
        trials.Select(trial => trial.Genotype.Answers.Length).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_count_that_is_no_whole_number_is_refused() =>
        Should.Throw<NascentException>(() => StrategyRuns.Fresh(Description, ("batch", 2.5))).Message
            .ShouldBe($"Strategy '{Description.Name}', option 'batch': found 2.5, expected a whole number.");
}
