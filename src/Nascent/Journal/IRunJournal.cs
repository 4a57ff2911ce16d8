namespace Nascent.Journal;

/// <summary>The append-only record of runs.</summary>
/// <remarks>Safe for use by several threads. An append is durable when it returns, and is all or nothing.</remarks>
public interface IRunJournal
{
    /// <summary>Appends events and returns the sequence after the last of them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="expectedSequence">How many events the caller believes the run to have; another writer's events make this fail.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <exception cref="NascentException">The run has another number of events: another process writes to it.</exception>
    ValueTask<long> AppendAsync(RunId run, long expectedSequence, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Reads events in order, starting with number <paramref name="from"/>, counted from 0.</summary>
    IAsyncEnumerable<RunEvent> ReadAsync(RunId run, long from, CancellationToken cancellationToken);
}
