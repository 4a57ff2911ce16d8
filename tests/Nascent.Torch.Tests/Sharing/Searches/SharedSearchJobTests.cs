using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Torch.Sharing.Searches;
using Nascent.Trials;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Torch.Tests.Sharing.Searches;

public sealed class SharedSearchJobTests : IDisposable
{
    private static readonly SearchSpace Space = SearchSpace.Image("choice", net => net
        .Conv("stem", channels: OneOf(4, 8), kernel: 3)
        .OneOf("a", ("conv", Conv(kernel: 3)), ("skip", Skip))
        .OneOf("b", ("conv", Conv(kernel: 3)), ("skip", Skip))
        .GlobalPool().Classifier());

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly PreparedData _data = SyntheticData.Bars();

    public static TheoryData<string> Methods => [.. SharedMethods.All.Select(method => method.Strategy.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_job_that_is_broken_off_goes_on_to_the_same_outcome(string method)
    {
        var spec = Spec(method, Constraint.Parse("params<=700"));
        var whole = Outcome("whole", spec, Job("whole", spec).Run(null, CancellationToken.None));
        whole.Candidates.Length.ShouldBeInRange(1, 3);
        whole.Looks.Length.ShouldBeGreaterThan(10);
        whole.Looks.Select(look => look.Step).ShouldBe(whole.Looks.Select(look => look.Step).Order());

        using var source = new CancellationTokenSource();
        var seen = 0;
        var told = new Told(() =>
        {
            if (++seen == 7)
                source.Cancel();
        });
        Should.Throw<OperationCanceledException>(() => Job("broken", spec, new JumpingTime()).Run(told, source.Token));
        File.Exists(Path.Combine(_folder.FullName, "broken", "artifacts", "shared-search.state")).ShouldBeTrue();
        var (again, looks) = (Job("broken", spec), 0);
        var resumed = Outcome("broken", spec, again.Run(new Told(() => looks++), CancellationToken.None));
        looks.ShouldBe(whole.Looks.Length - 7, "it goes on, and does not begin again");
        resumed.Candidates.AsEnumerable().ShouldBe(whole.Candidates);
        resumed.Looks.Select(Text).ShouldBe(whole.Looks.Select(Text));
    }

    [Fact]
    public void Limits_that_nothing_keeps_end_the_job_with_advice()
    {
        var spec = Spec("gdas", Constraint.Parse("params<=10"));
        Should.Throw<EstimationFailedException>(() => Job("none", spec).Run(null, CancellationToken.None)).Message.ShouldContain("none keeps params<=10. Give costs a weight in the search");
    }

    [Fact]
    public void A_file_that_was_changed_is_refused()
    {
        var spec = Spec("gdas");
        var evaluation = Job("changed", spec).Run(null, CancellationToken.None);
        var path = Path.Combine(_folder.FullName, "changed", evaluation.Artifacts[0].Path);
        File.AppendAllText(path, " ");
        Should.Throw<NascentException>(() => Outcome("changed", spec, evaluation)).Message.ShouldContain("the file was changed");
        File.Delete(path);
        Should.Throw<NascentException>(() => Outcome("changed", spec, evaluation)).Message.ShouldContain("found no file");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(SharedLook look) => $"{look.Step} {look.Epoch:R} {look.Loss:R} {look.Validation:R} {look.Undecided:R} {look.Preferred} {string.Join(' ', look.Shares.SelectMany(shares => shares.Shares))}";

    private static RunSpec Spec(string method, params ImmutableArray<Constraint> limits) => FakeRuns.Spec(method, space: Space) with
    {
        Constraints = limits,
        Shared = new SharedSpec(2, 3),
        Recipe = new TrainingRecipe { BatchSize = 16, LearningRate = 0.05 },
    };

    private SharedSearchJob Job(string name, RunSpec spec, TimeProvider? time = null) => new(spec, Space, _data, Path.Combine(_folder.FullName, name, "artifacts"), time);

    private SharedOutcome Outcome(string name, RunSpec spec, Evaluation evaluation)
    {
        evaluation.Metrics["accuracy"].ShouldNotBeNull();
        var outcome = SharedSearchJob.OutcomeOf(Path.Combine(_folder.FullName, name), evaluation);
        outcome.Candidates.ShouldAllBe(genotype => spec.Constraints.All(limit => limit.Holds(new Metrics(Costs.CostTable.Totals(Space.Resolve(genotype, _data.Signature)))) != false));
        return outcome;
    }

    private sealed class Told(Action told) : IProgress<Evaluation>
    {
        public void Report(Evaluation value) => told();
    }

    // Half a minute passes between two looks at the clock, so that each look leaves a state.
    private sealed class JumpingTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now += 30 * TimestampFrequency;
    }
}
