using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Runs.Checkpoints;
using Nascent.Tasks;
using Nascent.Testing.Search;

namespace Nascent.Runs.Tests.Checkpoints;

public sealed class CheckpointRetentionTests : IDisposable
{
    private readonly TemporaryFolder _root = new();
    private readonly RunFolder _folder;
    private RunState _state = RunState.Empty.Apply(new RunEvent.RunStarted(FakeRuns.Spec(), FakeRuns.Manifest));
    private CheckpointRetention _retention;

    public CheckpointRetentionTests()
    {
        _folder = RunFolder.Create(_root.Root, "run");
        Directory.CreateDirectory(_folder.CheckpointsPath);
        _retention = new CheckpointRetention(_folder, _state, limitBytes: 250);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_checkpoint_goes_once_the_trial_that_continues_it_has_ended()
    {
        End(Propose("a"), accuracy: 0.5);
        var raised = Propose("a", from: 0);
        Files.ShouldBe(["a"]);
        Record(new RunEvent.TrialSucceeded(raised, Result(0.6)));
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void A_checkpoint_that_the_next_rung_replaced_stays()
    {
        End(Propose("a"), accuracy: 0.5);
        End(Propose("a", from: 0), accuracy: 0.6);
        Files.ShouldBe(["a"]);
    }

    [Fact]
    public void A_raised_trial_that_fails_needs_its_checkpoint_no_more()
    {
        End(Propose("a"), accuracy: 0.5);
        Record(new RunEvent.TrialFailed(Propose("a", from: 0), "nan", "made up", Cost.None));
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void Of_more_than_there_is_space_for_the_worst_go_first_but_none_that_is_awaited()
    {
        End(Propose("a"), accuracy: 0.5);
        End(Propose("b"), accuracy: 0.1);
        Propose("b", from: 1);
        End(Propose("c"), accuracy: 0.2);
        Files.ShouldBe(["a", "b"], "three of 100 bytes are more than 250: the worst is awaited, and the next goes");
        End(Propose("d"), accuracy: 0.9);
        Files.ShouldBe(["b", "d"]);
    }

    [Fact]
    public void The_end_of_the_search_the_choice_of_the_winner_and_the_end_of_the_run_leave_none()
    {
        End(Propose("a"), accuracy: 0.5);
        Record(new RunEvent.SearchEnded("trials"));
        Files.ShouldBeEmpty();
        Write("full");
        Record(new RunEvent.RetrainPlanned([], 1, FakeRuns.Spec().Fidelity));
        Files.ShouldBe(["full"], "full trainings go on from theirs");
        Record(new RunEvent.WinnerChosen(Nascent.Trials.CandidateId.Trial(0), 0));
        Files.ShouldBeEmpty();
        Write("judged");
        Record(new RunEvent.RunFinished());
        Files.ShouldBeEmpty();
    }

    [Fact]
    public void A_resumed_search_deletes_what_no_trial_left()
    {
        End(Propose("a"), accuracy: 0.5);
        End(Propose("b"), accuracy: 0.4);
        Propose("b", from: 1);
        Write("lost");
        File.WriteAllBytes(_folder.Path("artifacts/checkpoints/a.checkpoint.77.part"), new byte[10]);
        Resume();
        Files.ShouldBe(["a", "b"]);
        Directory.GetFiles(_folder.CheckpointsPath).Length.ShouldBe(2);
    }

    [Fact]
    public void Resumed_full_trainings_keep_theirs()
    {
        Record(new RunEvent.SearchEnded("trials"));
        Write("full");
        File.WriteAllBytes(_folder.Path("artifacts/checkpoints/full.checkpoint.77.part"), new byte[10]);
        Resume();
        Directory.GetFiles(_folder.CheckpointsPath).Select(Path.GetFileName).ShouldBe(["full.checkpoint"]);
    }

    private string[] Files => [.. Directory.GetFiles(_folder.CheckpointsPath, "*.checkpoint").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    private void Resume() => _retention = new CheckpointRetention(_folder, _state, limitBytes: 250);

    private int Propose(string name, int? from = null)
    {
        var number = _state.Trials.Count;
        Record(new RunEvent.TrialProposed(number, Genotype.Parse($"name={name}"), FakeRuns.Spec().Fidelity, new($"{number}"), Metrics.None, 1, from));
        return number;
    }

    private void End(int number, double accuracy)
    {
        var name = _state.Trials[number].Genotype.Answers[0].Answer;
        Write(name);
        Record(new RunEvent.TrialSucceeded(number, Result(accuracy) with { Artifacts = [new(ArtifactRef.Checkpoint, PathOf(name), "ab")] }));
    }

    private void Record(RunEvent what)
    {
        _state = _state.Apply(what);
        _retention.After(what, _state);
    }

    private void Write(string name) => File.WriteAllBytes(_folder.Path(PathOf(name)), new byte[100]);

    private static string PathOf(string name) => $"artifacts/checkpoints/{name}.checkpoint";

    private static Evaluation Result(double accuracy) => new(Metrics.None.With("accuracy", accuracy), Cost.None, [], []);
}
