using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Search;
using Nascent.Trials;
using Shouldly;
using Xunit;

namespace Nascent.Testing.Search;

/// <summary>What every engine must do.</summary>
public abstract class TrialEngineContract
{
    /// <summary>Makes an engine whose jobs give <see cref="FakeTraining.ResultOf"/>, except for trials with numbers in <paramref name="kinds"/>: <c>throw</c>, <c>nan</c>, or <c>wait</c>, which reports progress and waits for its cancellation.</summary>
    protected abstract ITrialEngine Create(int slots, params (int Trial, string Kind)[] kinds);

    [Fact]
    public async Task A_job_starts_and_finishes_with_its_result()
    {
        await using var engine = Create(1);
        await engine.EnqueueAsync(Job(0), CancellationToken.None);
        var reports = await UntilEndedAsync(engine, 1);
        reports[0].ShouldBeOfType<JobReport.Started>().Attempt.ShouldBe(1);
        var found = reports[^1].ShouldBeOfType<JobReport.Finished>().Evaluation;
        found.Metrics.ShouldBe(FakeTraining.ResultOf(Job(0)).Metrics);
        found.Curve.ShouldBe(FakeTraining.ResultOf(Job(0)).Curve);
    }

    [Fact]
    public async Task Every_job_ends_exactly_once()
    {
        await using var engine = Create(3, (1, "throw"), (2, "nan"));
        for (var number = 0; number < 12; number++)
            await engine.EnqueueAsync(Job(number), CancellationToken.None);
        var ends = (await UntilEndedAsync(engine, 12)).Where(IsEnd).Select(report => report.JobId).ToArray();
        ends.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 12).Select(number => Job(number).Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_estimator_throws_fails_its_job_alone()
    {
        await using var engine = Create(1, (0, "throw"), (1, "nan"));
        for (var number = 0; number < 3; number++)
            await engine.EnqueueAsync(Job(number), CancellationToken.None);
        var ends = (await UntilEndedAsync(engine, 3)).Where(IsEnd).ToDictionary(report => report.JobId);
        ends["trial:0"].ShouldBeOfType<JobReport.Failed>().Reason.ShouldBe("error");
        ends["trial:1"].ShouldBeOfType<JobReport.Failed>().Reason.ShouldBe("nan");
        ends["trial:2"].ShouldBeOfType<JobReport.Finished>();
    }

    [Fact]
    public async Task A_running_job_ends_when_it_is_cancelled()
    {
        await using var engine = Create(1, (0, "wait"));
        await engine.EnqueueAsync(Job(0), CancellationToken.None);
        while (await engine.Reports.ReadAsync() is not JobReport.Progress)
        {
            // until it runs
        }

        await engine.CancelAsync("trial:0", CancellationToken.None);
        (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Cancelled>();
    }

    [Fact]
    public async Task A_waiting_job_ends_when_it_is_cancelled_and_the_others_run()
    {
        await using var engine = Create(1, (0, "wait"));
        for (var number = 0; number < 3; number++)
            await engine.EnqueueAsync(Job(number), CancellationToken.None);
        await engine.CancelAsync("trial:1", CancellationToken.None);
        await engine.CancelAsync("trial:0", CancellationToken.None);
        await engine.CancelAsync("trial:77", CancellationToken.None);
        var ends = (await UntilEndedAsync(engine, 3)).Where(IsEnd).ToDictionary(report => report.JobId);
        ends["trial:1"].ShouldBe(new JobReport.Cancelled("trial:1", Cost.None));
        ends["trial:2"].ShouldBeOfType<JobReport.Finished>();
    }

    [Fact]
    public async Task A_job_over_its_time_limit_fails()
    {
        await using var engine = Create(1, (0, "wait"));
        await engine.EnqueueAsync(Job(0) with { TimeLimit = TimeSpan.FromMilliseconds(50) }, CancellationToken.None);
        (await UntilEndedAsync(engine, 1))[^1].ShouldBeOfType<JobReport.Failed>().Reason.ShouldBe("timeout");
    }

    [Fact]
    public async Task Disposal_ends_what_runs_and_the_reports()
    {
        var engine = Create(1, (0, "wait"));
        await engine.EnqueueAsync(Job(0), CancellationToken.None);
        await engine.EnqueueAsync(Job(1), CancellationToken.None);
        while (await engine.Reports.ReadAsync() is not JobReport.Progress)
        {
            // until it runs
        }

        await engine.DisposeAsync();
        await foreach (var report in engine.Reports.ReadAllAsync())
            report.JobId.ShouldBe("trial:0");
    }

    /// <summary>A job of a trial.</summary>
    protected static EvaluationJob Job(int number) => new(
        $"trial:{number}", CandidateId.Trial(number), Genotype.Parse($"a={number}"), Fidelity.Of("fake").With(Fidelity.Epochs, 2), (ulong)number, 0, false, null);

    /// <summary>The reports up to the end of so many jobs.</summary>
    protected static async Task<List<JobReport>> UntilEndedAsync(ITrialEngine engine, int jobs)
    {
        var reports = new List<JobReport>();
        while (reports.Count(IsEnd) < jobs)
            reports.Add(await engine.Reports.ReadAsync());
        return reports;
    }

    private static bool IsEnd(JobReport report) => report is JobReport.Finished or JobReport.Failed or JobReport.Cancelled;
}
