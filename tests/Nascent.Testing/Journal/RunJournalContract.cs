using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Testing.Search;
using Shouldly;
using Xunit;

namespace Nascent.Testing.Journal;

/// <summary>What every journal must do.</summary>
public abstract class RunJournalContract : IDisposable
{
    private static readonly RunId Run = new("a");
    private static readonly RunEvent First = new RunEvent.RunStarted(FakeRuns.Spec(), FakeRuns.Manifest) { At = DateTimeOffset.UnixEpoch };
    private static readonly RunEvent Second = new RunEvent.TrialRejected(
        0, Genotype.Parse("a=1"), Estimation.Fidelity.Of("fake"), Tasks.Metrics.None, "params<=1", "too many")
    { At = DateTimeOffset.UnixEpoch };

    /// <summary>The journal under test, empty.</summary>
    protected abstract IRunJournal Journal { get; }

    [Fact]
    public async Task An_appended_event_is_read_back()
    {
        (await Journal.AppendAsync(Run, 0, [First, Second], CancellationToken.None)).ShouldBe(2);
        (await ReadAsync(Run, 0)).Select(Text).ShouldBe([Text(First), Text(Second)]);
    }

    [Fact]
    public async Task Reading_starts_where_it_is_told()
    {
        await Journal.AppendAsync(Run, 0, [First], CancellationToken.None);
        await Journal.AppendAsync(Run, 1, [Second], CancellationToken.None);
        (await ReadAsync(Run, 1)).Select(Text).ShouldBe([Text(Second)]);
        (await ReadAsync(Run, 2)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_append_at_another_place_than_the_end_fails_and_changes_nothing()
    {
        await Journal.AppendAsync(Run, 0, [First], CancellationToken.None);
        var failure = await Should.ThrowAsync<SequenceConflictException>(async () => await Journal.AppendAsync(Run, 0, [Second], CancellationToken.None));
        (failure.Found, failure.Expected).ShouldBe((1, 0));
        failure.Message.ShouldContain("another process writes to this run");
        (await ReadAsync(Run, 0)).Count.ShouldBe(1);
        await Should.ThrowAsync<SequenceConflictException>(async () => await Journal.AppendAsync(Run, 5, [Second], CancellationToken.None));
    }

    [Fact]
    public async Task Runs_do_not_see_each_other()
    {
        await Journal.AppendAsync(Run, 0, [First], CancellationToken.None);
        (await ReadAsync(new RunId("b"), 0)).ShouldBeEmpty();
        (await Journal.AppendAsync(new RunId("b"), 0, [First], CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(async () => await Journal.AppendAsync(Run, 0, [First], new CancellationToken(true)));
        (await ReadAsync(Run, 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_writers_at_once_each_place_goes_to_one()
    {
        var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var won = 0;
            for (var place = 0; place < 20; place++)
            {
                try
                {
                    await Journal.AppendAsync(Run, place, [First], CancellationToken.None);
                    won++;
                }
                catch (SequenceConflictException)
                {
                    // another one was first
                }
            }

            return won;
        })));
        wins.Sum().ShouldBe((await ReadAsync(Run, 0)).Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the journal.</summary>
    protected virtual void Dispose(bool disposing) => (Journal as IDisposable)?.Dispose();

    private static string Text(RunEvent runEvent) => Nascent.Journal.Json.JournalJson.Write(runEvent);

    private async Task<List<RunEvent>> ReadAsync(RunId run, long from)
    {
        var events = new List<RunEvent>();
        await foreach (var runEvent in Journal.ReadAsync(run, from, CancellationToken.None))
            events.Add(runEvent);
        return events;
    }
}
