using Nascent.Jobs.Requests;
using Nascent.Jobs.TestHost;
using Nascent.Trials;

namespace Nascent.Jobs.Tests;

/// <summary>A whole job as a library runs it: parts from outside, workers of another program, and what there is at the end.</summary>
[Trait("Category", "Slow")]
public sealed class SearchJobTests(FinishedJob finished) : IClassFixture<FinishedJob>
{
    private SearchResult Result => finished.Result;

    [Fact]
    public void The_result_has_the_winner_its_files_the_verdict_and_the_ledger()
    {
        Result.Folder.ShouldBe(finished.Host.PathOf("run"));
        Result.Story.State.Trials.Select(trial => trial.Genotype).ShouldContain(Result.Winner);
        Result.ModelPath.ShouldBe(Path.Combine(Result.Folder, "best.onnx"));
        new FileInfo(Result.ModelPath).Length.ShouldBeGreaterThan(100);
        File.ReadAllText(Result.Report).ShouldContain("<h1");
        Result.Deployed.Metrics["accuracy"]!.Value.ShouldBeInRange(0, 1);
        Result.Verdict.ShouldNotBeEmpty();
        (Result.Ledger.Considered, Result.Ledger.Trained, Result.Ledger.Failed).ShouldBe((2, 2, 0));
        Result.Ledger.Retrained.ShouldBeGreaterThan(1);
        Result.Ledger.Wall.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Trials_are_judged_by_the_estimator_from_outside_in_processes_of_the_program_that_the_host_names()
    {
        Result.Story.State.Spec!.Strategy.Name.ShouldBe(Guests.Strategy);
        (Result.Story.State.Spec.Estimator.Name, Result.Story.State.Spec.Estimator.Version).ShouldBe((Guests.Estimator, 3));
        foreach (var trial in Result.Story.State.Trials)
        {
            trial.State.ShouldBe(TrialState.Succeeded);
            trial.Metrics["accuracy"]!.Value.ShouldBeLessThanOrEqualTo(0.5);
            trial.Metrics["guest"]!.Value.ShouldNotBe(Environment.ProcessId);
        }
    }

    [Fact]
    public async Task A_finished_job_that_is_resumed_gives_the_same_result()
    {
        var job = await SearchJob.ResumeAsync("run", finished.Host, cancellationToken: TestContext.Current.CancellationToken);
        var again = await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        (again.Winner, again.ModelPath, again.Ledger).ShouldBe((Result.Winner, Result.ModelPath, Result.Ledger));
    }

    [Fact]
    public async Task The_specification_of_a_finished_run_is_a_request_for_other_data()
    {
        var stored = SearchRequest.FromJson(File.ReadAllText(Path.Combine(Result.Folder, "spec.json")), "spec.json");
        stored.Data.ShouldBe("a.points");
        var job = await SearchJob.BeginAsync(stored with { Data = finished.Data("b.points", 100), Run = "other" }, finished.Host, cancellationToken: TestContext.Current.CancellationToken);
        var (first, other) = (Result.Story.State.Spec!, job.Spec);
        other.Data.Source.ShouldBe("b.points");
        other.Data.Checksum.ShouldNotBe(first.Data.Checksum);
        other.Space.ToJsonString().ShouldBe(first.Space.ToJsonString());
        (other.Strategy.Name, other.Estimator.Name, other.Seed, other.Retrain, other.Budget.Trials).ShouldBe((first.Strategy.Name, first.Estimator.Name, first.Seed, first.Retrain, first.Budget.Trials));
        other.Objectives.ShouldBe(first.Objectives);
    }
}
