using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Search.Stopping;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Trials;
using Shouldly;
using Xunit;

namespace Nascent.Testing.Strategies;

/// <summary>What every strategy must do, checked by running it in the search loop on made-up results.</summary>
public abstract class StrategyContract
{
    private static readonly RunId Run = new("test");
    private static readonly Fidelity Full = DrivenSearch.Full;
    private static readonly ImmutableSortedDictionary<string, double> NoOptions = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The strategy under test.</summary>
    protected abstract StrategyDescription Description { get; }

    /// <summary>Whether it asks beforehand what keeps the limits, and so proposes nothing else as long as something does.</summary>
    protected virtual bool KeepsLimits => false;

    [Fact]
    public async Task The_same_seed_gives_the_same_run_whatever_the_number_of_workers()
    {
        var runs = new List<string>();
        foreach (var slots in new[] { 1, 3, 8, 16 })
            runs.Add(ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 60), slots)));
        runs[1].ShouldBe(runs[0]);
        runs[2].ShouldBe(runs[0]);
        runs[3].ShouldBe(runs[0]);
    }

    [Fact]
    public async Task Sixteen_trials_at_once_give_the_same_run_as_one_after_another()
    {
        var spec = Spec(SmallSpaces.Layers, 60) with { LookAhead = 16 };
        ComparedFold.TextOf(await RunAsync(spec, 16)).ShouldBe(ComparedFold.TextOf(await RunAsync(spec, 1)));
    }

    [Fact]
    public async Task A_run_that_is_broken_off_anywhere_resumes_to_the_same_end()
    {
        var spec = Spec(SmallSpaces.Layers, 40) with { Constraints = [Constraint.Parse("params<=1000")] };
        var whole = new InMemoryRunJournal();
        var expected = ComparedFold.TextOf(await RunAsync(FakeRuns.Setup(spec, Description), whole, 2));
        var events = new List<RunEvent>();
        await foreach (var runEvent in whole.ReadAsync(Run, 0, CancellationToken.None))
            events.Add(runEvent);
        for (var cut = 1; cut < events.Count; cut += 7)
        {
            var journal = new InMemoryRunJournal();
            await journal.AppendAsync(Run, 0, events[..cut], CancellationToken.None);
            ComparedFold.TextOf(await RunAsync(FakeRuns.Setup(spec, Description), journal, 3)).ShouldBe(expected, $"cut after {cut} of {events.Count} events");
        }
    }

    [Fact]
    public async Task Trials_that_a_rule_stops_are_results_and_the_run_is_the_same_with_any_number_of_workers_and_after_any_break()
    {
        var spec = Spec(SmallSpaces.Layers, 60) with { Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 6), EarlyStopping = StoppingRules.BuiltIn.SpecOf("curve") };
        var whole = new InMemoryRunJournal();
        var state = await RunGraduallyAsync(spec, whole, 1);
        var expected = ComparedFold.TextOf(state);
        ComparedFold.TextOf(await RunGraduallyAsync(spec, new InMemoryRunJournal(), 8)).ShouldBe(expected);
        var stopped = state.Trials.Where(trial => trial.State == TrialState.Stopped).ToArray();
        if (!Description.UsesRungs)
            stopped.ShouldNotBeEmpty();
        stopped.ShouldAllBe(trial => trial.HasResult && trial.Reason == "curve" && trial.Curve.Length < 6 && trial.Foreseen(spec.Objectives[0]).Metrics["accuracy"] == trial.Stop!.Forecast);
        var events = new List<RunEvent>();
        await foreach (var runEvent in whole.ReadAsync(Run, 0, CancellationToken.None))
            events.Add(runEvent);
        for (var cut = 1; cut < events.Count; cut += 37)
        {
            var journal = new InMemoryRunJournal();
            await journal.AppendAsync(Run, 0, events[..cut], CancellationToken.None);
            ComparedFold.TextOf(await RunGraduallyAsync(spec, journal, 3)).ShouldBe(expected, $"cut after {cut} of {events.Count} events");
        }
    }

    [Fact]
    public async Task Another_seed_gives_another_run() =>
        ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 20) with { Seed = 2 }, 1))
            .ShouldNotBe(ComparedFold.TextOf(await RunAsync(Spec(SmallSpaces.Layers, 20) with { Seed = 3 }, 1)));

    [Fact]
    public async Task Every_proposal_is_of_the_space()
    {
        foreach (var trial in (await RunAsync(Spec(SmallSpaces.Layers, 60), 2)).Trials)
            SmallSpaces.Layers.Genotypes.Validate(trial.Genotype);
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
        var spec = Spec(SmallSpaces.Layers, 120) with { Objectives = [Objective.Of("accuracy"), Objective.Of("params")] };
        var state = await RunAsync(spec, 2);
        ParetoFront.Of(state.Trials, spec.Objectives, []).Length.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Limits_that_almost_nothing_keeps_end_the_search_with_a_reason()
    {
        // One genotype in 200 keeps the limit.
        var spec = Spec(SmallSpaces.Layers, 1000) with { Constraints = [Constraint.Parse("params<=120")] };
        var state = await RunAsync(FakeRuns.Setup(spec, Description) with { FruitlessProposals = 200 }, new InMemoryRunJournal(), 2);
        state.SearchEndReason.ShouldNotBeNull();
        state.Trials.ShouldAllBe(trial => trial.State == TrialState.Rejected || trial.Metrics["params"] <= 120);
        state.Trials.ShouldContain(trial => trial.State == TrialState.Rejected);
    }

    [Fact]
    public void Proposals_are_valid_in_any_space_whatever_becomes_of_trials()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            if (new RandomSpaces(seed).Next() is not { } space)
                continue;
            var stream = new Seed(seed).Derive("outcomes").Stream();
            var levels = stream.NextInt(2) == 0 ? [] : ImmutableArray.Create([Full.With(Fidelity.Epochs, 1), Full.With(Fidelity.Epochs, 4), Full]);
            var search = new DrivenSearch(space.Genotypes, trial => Outcome(trial, stream)) { LookAhead = 1 + stream.NextInt(16), Trials = 60, Levels = levels };
            foreach (var trial in search.Run(Create(), seed))
            {
                Should.NotThrow(() => space.Genotypes.Validate(trial.Genotype), $"seed {seed}, trial {trial.Number}");
                (levels.IsEmpty ? trial.Fidelity.Amount <= Full.Amount : levels.Contains(trial.Fidelity)).ShouldBeTrue($"seed {seed}, trial {trial.Number}: {trial.Fidelity}");
            }
        }
    }

    [Fact]
    public void It_gets_further_than_random_search_for_the_same_training()
    {
        Assert.SkipWhen(NoProgressBecause is not null, NoProgressBecause ?? "");
        var random = CoreStrategies.All.Single(strategy => strategy.Name == "random");
        Range(seed => Best(Create(), seed)).Average().ShouldBeGreaterThan(Range(seed => Best(random.CreateWith(NoOptions), seed)).Average());

        static IEnumerable<double> Range(Func<ulong, double> best) => Enumerable.Range(0, 20).Select(seed => best((ulong)seed));
    }

    /// <summary>Why the strategy need not get further than random search, or null where it must.</summary>
    protected virtual string? NoProgressBecause => null;

    /// <summary>The strategy with its default options.</summary>
    protected IStrategy Create() => Description.CreateWith(NoOptions);

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

    private Task<RunState> RunGraduallyAsync(RunSpec spec, InMemoryRunJournal journal, int slots) =>
        RunAsync(FakeRuns.Setup(spec, Description), journal, slots, FakeTraining.Gradual);

    /// <summary>Continues a run where its journal ends.</summary>
    private static async Task<RunState> RunAsync(
        SearchSetup setup, InMemoryRunJournal journal, int slots, Func<EvaluationJob, IProgress<Evaluation>, CancellationToken, Evaluation>? evaluate = null)
    {
        evaluate ??= (job, _, _) => FakeTraining.ResultOf(job);
        using var recorder = await RunRecorder.OpenAsync(journal, Run, TimeProvider.System, CancellationToken.None);
        if (recorder.State.Spec is null)
            await recorder.AppendAsync(new RunEvent.RunStarted(setup.Spec, FakeRuns.Manifest), CancellationToken.None);
        await using var engine = new InProcessTrialEngine(slots, (job, progress, token) => Task.Run(() => evaluate(job, progress, token), token), TimeProvider.System);
        await new SearchLoop(setup, recorder, engine, TimeProvider.System).RunAsync(CancellationToken.None);
        return recorder.State;
    }

    /// <summary>Any outcome that a trial may have.</summary>
    private static Trial Outcome(Trial trial, RandomStream stream) => stream.NextInt(8) switch
    {
        0 => trial with { State = TrialState.Failed, Reason = "nan" },
        1 => trial with { State = TrialState.Rejected, Reason = "params<=1" },
        2 when stream.NextInt(2) == 0 => trial with { State = TrialState.Stopped, Reason = "time" },
        2 => trial with
        {
            State = TrialState.Stopped,
            Reason = "curve",
            Metrics = Metrics.None.With("accuracy", stream.NextDouble()),
            Stop = new EarlyStop("curve", 1, stream.NextDouble(), 0.1, 1, false),
        },
        3 when trial.Number > 0 => trial with { State = TrialState.Duplicate, DuplicateOf = 0, Metrics = Metrics.None.With("accuracy", stream.NextDouble()) },
        _ => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", stream.NextDouble()) },
    };

    /// <summary>The score of the best trial after 60 full trainings' worth, of ten decisions of six options each: the nearer to the fourth the better.</summary>
    private static double Best(IStrategy strategy, ulong seed)
    {
        var path = Enumerable.Range(0, 10).Select(i => new DecisionPath($"d{i}")).ToArray();
        var space = new DecisionSpace("hill", path.Select(name => new Decision(name, DecisionKind.Width, ["0", "1", "2", "3", "4", "5"], IsOrdered: true)));
        var search = new DrivenSearch(space, trial => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", Score(trial.Genotype) + Noise(trial)) }) { Epochs = 60 * Full.Amount };
        return Score(new TrialOrder(search.Objectives, []).BestOf(search.Run(strategy, seed))[0].Genotype);

        static double Score(Genotype genotype) => -genotype.Answers.Sum(answer => Math.Pow(answer.Answer[0] - '3', 2));

        // Less training says less: a standard deviation of 2 at no training, of 0 at the full fidelity.
        static double Noise(Trial trial) => 2 * (1 - (trial.Fidelity.Amount / Full.Amount)) * new Seed(7).Derive(trial.Genotype.ToString()).Derive(trial.Fidelity.ToString()).Stream().NextGaussian();
    }

    /// <summary>A specification for the strategy.</summary>
    protected RunSpec Spec(SearchSpace space, int trials) => FakeRuns.Spec(Description.Name, trials, 1, space) with
    {
        Strategy = new ComponentSpec(Description.Name, Description.Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)),
    };
}
