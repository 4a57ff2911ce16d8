using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Testing.Search;
using Shouldly;
using Xunit;

namespace Nascent.Testing.Strategies;

/// <summary>What every strategy must do, checked by running it in the search loop on made-up results.</summary>
public abstract class StrategyContract
{
    /// <summary>The strategy under test.</summary>
    protected abstract StrategyDescription Description { get; }

    /// <summary>Whether it asks beforehand what keeps the limits, and so proposes nothing else as long as something does.</summary>
    protected virtual bool KeepsLimits => false;

    [Fact]
    public async Task The_same_seed_gives_the_same_run_whatever_the_number_of_workers()
    {
        var runs = new List<string>();
        foreach (var slots in new[] { 1, 3, 8 })
            runs.Add(ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 60), slots)));
        runs[1].ShouldBe(runs[0]);
        runs[2].ShouldBe(runs[0]);
    }

    [Fact]
    public async Task Another_seed_gives_another_run() =>
        ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 20) with { Seed = 2 }, 1))
            .ShouldNotBe(ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 20) with { Seed = 3 }, 1)));

    [Fact]
    public async Task Every_proposal_is_of_the_space()
    {
        foreach (var trial in (await RunAsync(Spec(SmallSpaces.Layers, 60), 2)).Trials)
            SmallSpaces.Layers.Validate(trial.Genotype);
    }

    [Fact]
    public async Task A_space_of_one_network_ends_after_one_trial()
    {
        var state = await RunAsync(Spec(SmallSpaces.One, 10), 2);
        state.Trials.Count(trial => trial.State == TrialState.Succeeded).ShouldBe(1);
        state.SearchEndReason.ShouldNotBe("trials");
    }

    [Fact]
    public async Task A_small_space_is_searched_to_its_end()
    {
        var state = await RunAsync(Spec(SmallSpaces.Six, 100), 2);
        state.Trials.Select(trial => trial.Genotype).Distinct().Count().ShouldBe(6);
        state.SearchEndReason.ShouldNotBe("trials");
    }

    [Fact]
    public async Task Failures_rejections_and_duplicates_do_not_stop_it()
    {
        var spec = Spec(SmallSpaces.Layers, 60) with { Constraints = [Constraint.Parse("params<=800")] };
        var state = await RunAsync(spec, 2, job => job.Seed % 3 == 0 ? throw new EstimationFailedException("diverged", "made up") : FakeTraining.ResultOf(job));
        state.SearchEndReason.ShouldBe("trials");
        state.Trials.Select(trial => trial.State).Distinct().ShouldBe(
            [TrialState.Succeeded, TrialState.Failed, TrialState.Duplicate, .. KeepsLimits ? [] : new[] { TrialState.Rejected }], ignoreOrder: true);
    }

    [Fact]
    public async Task It_goes_on_when_everything_fails()
    {
        var state = await RunAsync(Spec(SmallSpaces.Layers, 30), 2, _ => throw new EstimationFailedException("nan", "made up"));
        state.Trials.Count(trial => trial.State == TrialState.Failed).ShouldBe(30);
    }

    [Fact]
    public async Task It_searches_for_several_objectives()
    {
        var spec = Spec(SmallSpaces.Layers, 60) with { Objectives = [Objective.Of("accuracy"), Objective.Of("params")] };
        var state = await RunAsync(spec, 2);
        ParetoFront.Of(state.Trials, spec.Objectives, []).Length.ShouldBeGreaterThan(1);
    }

    /// <summary>Runs the strategy in the search loop.</summary>
    protected async Task<RunState> RunAsync(RunSpec spec, int slots, Func<EvaluationJob, Evaluation>? evaluate = null)
    {
        using var recorder = await RunRecorder.OpenAsync(new InMemoryRunJournal(), new RunId("test"), TimeProvider.System, CancellationToken.None);
        await recorder.AppendAsync(new RunEvent.RunStarted(spec, FakeRuns.Manifest), CancellationToken.None);
        await using var engine = new InProcessTrialEngine(
            slots, (job, _, _) => Task.Run(() => (evaluate ?? FakeTraining.ResultOf)(job)), TimeProvider.System);
        await new SearchLoop(FakeRuns.Setup(spec, Description), recorder, engine, TimeProvider.System).RunAsync(CancellationToken.None);
        return recorder.State;
    }

    /// <summary>A specification for the strategy.</summary>
    protected RunSpec Spec(SearchSpace space, int trials) => FakeRuns.Spec(Description.Name, trials, 1, space) with
    {
        Strategy = new ComponentSpec(Description.Name, Description.Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)),
    };
}
