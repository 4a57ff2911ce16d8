using Microsoft.Extensions.Time.Testing;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Strategies;
using Nascent.Strategies.RegularizedEvolution;
using Nascent.Testing.Search;
using Nascent.Trials;

namespace Nascent.Tests.Search;

public sealed class SearchLoopTests
{
    private static readonly RunId Run = new("test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trial_n_is_proposed_once_trials_up_to_n_minus_the_look_ahead_are_known_and_from_these_alone()
    {
        var seen = new List<(int Number, int Observed, int Pending)>();
        var spy = Spy(view =>
        {
            seen.Add((view.Number, view.Observed.Count, view.Pending.Count));
            view.Observed.ShouldAllBe(trial => trial.IsFinished);
            view.Pending.ShouldAllBe(trial => !trial.IsFinished && trial.Metrics.Values.IsEmpty);
            return new Proposal.Try(view.Space.At(view.Number), view.Fidelity);
        });
        await SearchAsync(FakeRuns.Spec(trials: 20) with { LookAhead = 5 }, new InMemoryRunJournal(), 3, strategy: spy);
        seen.ShouldBe(Enumerable.Range(0, 20).Select(n => (n, Math.Max(0, n - 4), Math.Min(n, 4))));
    }

    [Fact]
    public async Task A_strategy_that_waits_is_shown_one_more_trial_at_a_time()
    {
        var asked = new List<(int, int)>();
        var spy = Spy(view =>
        {
            asked.Add((view.Number, view.Observed.Count));
            return view.Observed.Count < view.Number ? new Proposal.Wait() : new Proposal.Try(view.Space.At(view.Number), view.Fidelity);
        });
        await SearchAsync(FakeRuns.Spec(trials: 3), new InMemoryRunJournal(), 8, strategy: spy);
        asked.ShouldBe([(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)]);
    }

    [Fact]
    public async Task A_strategy_that_waits_for_nothing_is_an_error() =>
        (await Should.ThrowAsync<NascentException>(() => SearchAsync(FakeRuns.Spec(trials: 3), new InMemoryRunJournal(), 1, strategy: Spy(_ => new Proposal.Wait()))))
            .Message.ShouldContain("no trial is pending");

    [Fact]
    public async Task What_breaks_a_constraint_is_recorded_and_never_trained()
    {
        var trained = new List<int>();
        var spec = FakeRuns.Spec(trials: 30) with { Constraints = [Constraint.Parse("params<=600")] };
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, job =>
        {
            trained.Add(job.Candidate.TrialNumber!.Value);
            return FakeTraining.ResultOf(job);
        });
        var rejected = state.Trials.Where(trial => trial.State == TrialState.Rejected).ToArray();
        rejected.ShouldNotBeEmpty();
        rejected.ShouldAllBe(trial => trial.Reason == "params<=600" && trial.Metrics["params"] > 600 && !trained.Contains(trial.Number));
        rejected[0].Detail.ShouldBe($"Found params of {rejected[0].Metrics["params"]}, expected at most 600.");
        trained.Count.ShouldBe(30);
    }

    [Fact]
    public async Task A_duplicate_of_a_pending_trial_gets_its_result_when_it_comes()
    {
        var gate = new TaskCompletionSource();
        var spec = FakeRuns.Spec(trials: 2);
        var journal = new InMemoryRunJournal();
        var spy = Spy(view => new Proposal.Try(view.Space.At(view.Number == 2 ? 1 : 0), view.Fidelity));
        var recorder = await StartAsync(spec, journal);
        recorder.Recorded = (recorded, _) =>
        {
            if (recorded is RunEvent.TrialDuplicated)
                gate.TrySetResult();
        };
        await using var engine = new InProcessTrialEngine(2, async (job, _, _) =>
        {
            await gate.Task;
            return FakeTraining.ResultOf(job);
        }, TimeProvider.System);
        await new SearchLoop(FakeRuns.Setup(spec) with { Strategy = spy, KeyOf = OwnKey }, recorder, engine, TimeProvider.System).RunAsync(Token);
        var duplicate = recorder.State.Trials[1];
        duplicate.DuplicateOf.ShouldBe(0);
        duplicate.HasResult.ShouldBeTrue();
        duplicate.Metrics["accuracy"].ShouldBe(recorder.State.Trials[0].Metrics["accuracy"]);
        recorder.State.Trials.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Proposals_that_are_all_rejected_end_the_search_with_a_reason()
    {
        var spec = FakeRuns.Spec("random", trials: 3) with { Constraints = [Constraint.Parse("params<=1")] };
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, setup: setup => setup with { FruitlessProposals = 50 });
        state.SearchEndReason.ShouldBe("50 proposals in a row were rejected or duplicates");
        state.Trials.Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_result_depends_neither_on_its_number_nor_on_other_trials()
    {
        var forward = await SearchAsync(FakeRuns.Spec(trials: 10), new InMemoryRunJournal(), 1, strategy: Spy(view => new Proposal.Try(view.Space.At(view.Number), view.Fidelity)));
        var backward = await SearchAsync(FakeRuns.Spec(trials: 10), new InMemoryRunJournal(), 1, strategy: Spy(view => new Proposal.Try(view.Space.At(9 - view.Number), view.Fidelity)));
        foreach (var trial in forward.Trials.Where(trial => trial.State == TrialState.Succeeded))
            if (backward.Trials[9 - trial.Number] is { State: TrialState.Succeeded } other)
                (other.Seed, other.Metrics).ShouldBe((trial.Seed, trial.Metrics));
    }

    [Fact]
    public async Task A_run_that_is_broken_off_anywhere_resumes_to_the_same_end()
    {
        var spec = FakeRuns.Spec(trials: 25) with { Constraints = [Constraint.Parse("params<=1000")] };
        var whole = new InMemoryRunJournal();
        var expected = ComparedFold.TextOf(await SearchAsync(spec, whole, 2));
        var events = new List<RunEvent>();
        await foreach (var runEvent in whole.ReadAsync(Run, 0, Token))
            events.Add(runEvent);
        for (var cut = 1; cut < events.Count; cut += 3)
        {
            var journal = new InMemoryRunJournal();
            await journal.AppendAsync(Run, 0, events[..cut], Token);
            ComparedFold.TextOf(await SearchAsync(spec, journal, 3)).ShouldBe(expected, $"cut after {cut} of {events.Count} events");
        }
    }

    [Fact]
    public async Task A_raised_trial_is_given_the_checkpoint_that_the_other_one_left()
    {
        var checkpoint = new ArtifactRef(ArtifactRef.Checkpoint, "artifacts/checkpoints/a.checkpoint", "ab");
        var given = new Dictionary<int, ArtifactRef?>();
        var spec = FakeRuns.Spec(trials: 2) with { LookAhead = 1 };
        var raise = Spy(view => new Proposal.Try(view.Space.At(0), view.Fidelity.With(Fidelity.Epochs, 1 + view.Number), view.Number == 1 ? 0 : null));
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, strategy: raise, setup: setup => setup with { KeyOf = request => new($"{request.Fidelity}") }, evaluate: job =>
        {
            given[job.Candidate.TrialNumber!.Value] = job.Checkpoint;
            return FakeTraining.ResultOf(job) with { Artifacts = [checkpoint], Note = "made up" };
        });
        given[0].ShouldBeNull();
        given[1].ShouldBe(checkpoint);
        state.Trials.Select(trial => (trial.ContinueFrom, trial.Note)).ShouldBe([(null, "made up"), (0, "made up")]);
    }

    [Fact]
    public async Task A_raised_trial_that_repeats_another_or_is_rejected_resumes_too()
    {
        var spec = FakeRuns.Spec() with { Constraints = [Constraint.Parse("params<=600")] };
        var drawn = Enumerable.Range(0, 1000).Select(i => SmallSpaces.Layers.Genotypes.SampleByDecision(new Seed((ulong)i))).ToArray();
        var (small, large) = (drawn.First(genotype => Parameters(genotype) <= 600), drawn.First(genotype => Parameters(genotype) > 600));
        var raise = Spy(view => view.Number switch
        {
            0 => new Proposal.Try(small, view.Fidelity),
            1 => new Proposal.Try(small, view.Fidelity, 0),
            2 => new Proposal.Try(large, view.Fidelity, 0),
            _ => new Proposal.Done("enough"),
        });
        var whole = new InMemoryRunJournal();
        var expected = await SearchAsync(spec, whole, 1, strategy: raise);
        expected.Trials.Select(trial => trial.State).Distinct().ShouldBe([TrialState.Succeeded, TrialState.Duplicate, TrialState.Rejected]);
        var events = new List<RunEvent>();
        await foreach (var runEvent in whole.ReadAsync(Run, 0, Token))
            events.Add(runEvent);
        var broken = new InMemoryRunJournal();
        await broken.AppendAsync(Run, 0, events[..^1], Token);
        ComparedFold.TextOf(await SearchAsync(spec, broken, 1, strategy: raise)).ShouldBe(ComparedFold.TextOf(expected));

        static double Parameters(Genotype genotype) => ((ICostModel)new ParameterCount()).Total(SmallSpaces.Layers.Resolve(genotype, FakeRuns.Signature));
    }

    [Fact]
    public async Task Resuming_with_a_strategy_that_proposes_otherwise_is_an_error()
    {
        var journal = new InMemoryRunJournal();
        var spec = FakeRuns.Spec(trials: 5);
        await SearchAsync(spec, journal, 1);
        var events = new List<RunEvent>();
        await foreach (var runEvent in journal.ReadAsync(Run, 0, Token))
            events.Add(runEvent);
        var broken = new InMemoryRunJournal();
        await broken.AppendAsync(Run, 0, [.. events.Where(runEvent => runEvent is not RunEvent.SearchEnded)], Token);
        var failure = await Should.ThrowAsync<NascentException>(() => SearchAsync(spec, broken, 1, strategy: Spy(view => new Proposal.Try(view.Space.At(view.Number), view.Fidelity))));
        failure.Message.ShouldStartWith("Run 'test', trial 0: the journal has '");
        failure.Message.ShouldEndWith("Continue the run with the version of Nascent that began it.");
    }

    [Fact]
    public async Task Another_version_of_the_strategy_does_not_resume()
    {
        var spec = FakeRuns.Spec() with { Strategy = FakeRuns.Spec().Strategy with { Version = 7 } };
        (await Should.ThrowAsync<NascentException>(() => SearchAsync(spec, new InMemoryRunJournal(), 1))).Message
            .ShouldContain($"searched with strategy 'regularized-evolution' version 7, found 'regularized-evolution' version {RegularizedEvolutionStrategy.Description.Version}");
    }

    [Fact]
    public async Task The_end_of_the_time_stops_what_runs_and_changes_nothing_before()
    {
        var time = new FakeTimeProvider();
        var spec = FakeRuns.Spec(trials: null) with { Budget = new RunBudget(null, TimeSpan.FromMinutes(10), 0.5) };
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, time: time, evaluateAsync: async (job, cancellationToken) =>
        {
            if (job.Candidate.TrialNumber < 12)
                return FakeTraining.ResultOf(job);
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return FakeTraining.ResultOf(job);
        });
        state.SearchEndReason.ShouldBe("time");
        state.Trials.ShouldAllBe(trial => trial.IsFinished);
        var stopped = state.Trials.Where(trial => trial.State == TrialState.Stopped).ToArray();
        stopped.ShouldNotBeEmpty();
        stopped.ShouldAllBe(trial => trial.Reason == "time");
        var untimed = await SearchAsync(FakeRuns.Spec(trials: 30), new InMemoryRunJournal(), 1);
        state.Trials.Select(trial => trial.Genotype).ShouldBe(untimed.Trials.Take(state.Trials.Count).Select(trial => trial.Genotype));
    }

    [Fact]
    public async Task A_search_without_a_result_goes_on_after_its_share_of_the_time_until_there_is_one()
    {
        var time = new FakeTimeProvider();
        var spec = FakeRuns.Spec(trials: null) with { Budget = new RunBudget(null, TimeSpan.FromMinutes(10), 0.5) };
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, time: time, evaluateAsync: async (job, cancellationToken) =>
        {
            time.Advance(TimeSpan.FromMinutes(2));
            if (job.Candidate.TrialNumber < 3)
                throw new EstimationFailedException("diverged", "made up");
            if (job.Candidate.TrialNumber > 3)
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return FakeTraining.ResultOf(job);
        });
        state.SearchEndReason.ShouldBe("time");
        state.Trials.Count(trial => trial.State == TrialState.Failed).ShouldBe(3);
        state.Trials[3].State.ShouldBe(TrialState.Succeeded); // after eight of the five minutes
    }

    [Fact]
    public async Task A_search_that_never_has_a_result_ends_with_the_whole_time()
    {
        var time = new FakeTimeProvider();
        var spec = FakeRuns.Spec(trials: null) with { Budget = new RunBudget(null, TimeSpan.FromMinutes(10), 0.5) };
        var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, time: time, evaluateAsync: (job, _) =>
        {
            time.Advance(TimeSpan.FromMinutes(2));
            throw new EstimationFailedException("diverged", "made up");
        });
        state.SearchEndReason.ShouldBe("time");
        state.Trials.Count(trial => trial.State == TrialState.Failed).ShouldBeGreaterThan(3); // more than half of the time, which is for the search
    }

    [Fact]
    public async Task An_interruption_leaves_a_run_that_resumes_to_the_same_end()
    {
        var spec = FakeRuns.Spec(trials: 20);
        var expected = ComparedFold.TextOf(await SearchAsync(spec, new InMemoryRunJournal(), 2));
        var journal = new InMemoryRunJournal();
        using var interrupt = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => SearchAsync(spec, journal, 2, interrupt: interrupt, evaluateAsync: async (job, cancellationToken) =>
        {
            if (job.Candidate.TrialNumber >= 10)
            {
                await interrupt.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return FakeTraining.ResultOf(job);
        }));
        (await RunState.ReadAsync(journal, Run, Token)).IsInterrupted.ShouldBeTrue();
        ComparedFold.TextOf(await SearchAsync(spec, journal, 2)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_job_whose_attempts_were_lost_before_the_resume_is_told_so()
    {
        var spec = FakeRuns.Spec(trials: 1);
        var journal = new InMemoryRunJournal();
        var recorder = await StartAsync(spec, journal);
        await recorder.AppendAsync([new RunEvent.AttemptLost("trial:0", 1, "made up"), new RunEvent.AttemptLost("trial:0", 2, "made up")], Token);
        var told = 0;
        await SearchAsync(spec, journal, 1, job =>
        {
            told = job.LostAttempts;
            return FakeTraining.ResultOf(job);
        });
        told.ShouldBe(2);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("gp")]
    [InlineData("regularized-evolution")]
    public async Task A_cost_that_differs_from_one_measurement_to_the_next_is_measured_once_a_trial_and_resumes_to_the_same_end(string strategy)
    {
        var spec = FakeRuns.Spec(strategy, trials: 40) with { Constraints = [new Constraint("latency", true, 450)] };
        var (journal, cost) = (new InMemoryRunJournal(), new NoisyCost());
        using var interrupt = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => SearchAsync(spec, journal, 2, job => job.Candidate.TrialNumber < 25 ? FakeTraining.ResultOf(job) : Interrupt(interrupt, job),
            interrupt: interrupt, setup: made => made with { Costs = made.Costs.Add(cost) }));
        var before = (await RunState.ReadAsync(journal, Run, Token)).Trials.Count;
        cost.Measured.ShouldBeInRange(before, before + spec.LookAhead);
        var state = await SearchAsync(spec, journal, 2, setup: made => made with { Costs = made.Costs.Add(cost) });
        state.Trials.Count(trial => trial.HasResult).ShouldBeGreaterThan(20);
        state.Trials.ShouldAllBe(trial => trial.Metrics["latency"] <= 450 != (trial.State == TrialState.Rejected));
        cost.Measured.ShouldBeInRange(state.Trials.Count, state.Trials.Count + spec.LookAhead);
    }

    [Fact]
    public async Task A_model_learns_a_limit_on_a_measured_cost_from_what_is_refused()
    {
        var refused = new Dictionary<string, double>();
        foreach (var strategy in new[] { "random", "auto" })
        {
            var spec = FakeRuns.Spec(strategy, trials: 40) with { Constraints = [new Constraint("latency", true, 450)] };
            var state = await SearchAsync(spec, new InMemoryRunJournal(), 1, setup: made => made with { Costs = made.Costs.Add(new NoisyCost()), KeyOf = OwnKey });
            refused[strategy] = state.Trials.Average(trial => trial.State == TrialState.Rejected ? 1 : 0);
        }

        refused["random"].ShouldBeGreaterThan(0.5);
        refused["auto"].ShouldBeLessThan(0.6 * refused["random"]);
    }

    private static Evaluation Interrupt(CancellationTokenSource interrupt, EvaluationJob job)
    {
        interrupt.Cancel();
        return FakeTraining.ResultOf(job);
    }

    private static StrategyDescription Spy(Func<SearchView, Proposal> propose) =>
        StrategyDescription.Of("regularized-evolution", "", () => new SpyStrategy(propose), version: FakeRuns.Spec().Strategy.Version);

    private static EvaluationKey OwnKey(EvaluationRequest request) => new(request.Genotype.ToString());

    private static async Task<RunRecorder> StartAsync(RunSpec spec, InMemoryRunJournal journal, TimeProvider? time = null)
    {
        var recorder = await RunRecorder.OpenAsync(journal, Run, time ?? TimeProvider.System, Token);
        await recorder.AppendAsync(recorder.State.Spec is null ? new RunEvent.RunStarted(spec, FakeRuns.Manifest) : new RunEvent.RunResumed(FakeRuns.Manifest), Token);
        return recorder;
    }

    private static async Task<RunState> SearchAsync(
        RunSpec spec, InMemoryRunJournal journal, int slots, Func<EvaluationJob, Evaluation>? evaluate = null, StrategyDescription? strategy = null,
        Func<SearchSetup, SearchSetup>? setup = null, TimeProvider? time = null, CancellationTokenSource? interrupt = null,
        Func<EvaluationJob, CancellationToken, Task<Evaluation>>? evaluateAsync = null)
    {
        using var recorder = await StartAsync(spec, journal, time);
        evaluateAsync ??= (job, _) => Task.FromResult((evaluate ?? FakeTraining.ResultOf)(job));
        await using var engine = new InProcessTrialEngine(slots, (job, _, token) => evaluateAsync(job, token), TimeProvider.System);
        var made = FakeRuns.Setup(spec);
        made = strategy is null ? made : made with { Strategy = strategy, KeyOf = OwnKey };
        await new SearchLoop(setup?.Invoke(made) ?? made, recorder, engine, time ?? TimeProvider.System).RunAsync(interrupt?.Token ?? Token);
        return recorder.State;
    }

    /// <summary>Parameters, give or take a tenth: another number each time.</summary>
    private sealed class NoisyCost : ICostModel
    {
        public int Measured { get; private set; }

        public string Metric => "latency";

        public bool IsMeasured => true;

        public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) =>
            [(NodePath.Root, architecture.Weights.Sum(slot => slot.Count) * (0.9 + (0.2 * new Seed((ulong)Measured++).Stream().NextDouble())))];
    }

    private sealed class SpyStrategy(Func<SearchView, Proposal> propose) : IStrategy
    {
        public Proposal Propose(SearchView view, Seed seed) => propose(view);

        public void Observe(Trial finished)
        {
            // the view has it
        }
    }
}
