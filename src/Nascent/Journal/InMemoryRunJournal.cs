using System.Runtime.CompilerServices;

namespace Nascent.Journal;

/// <summary>A journal that lives as long as the process: for tests, and for programs that search without keeping a record.</summary>
public sealed class InMemoryRunJournal : IRunJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RunId, List<RunEvent>> _runs = [];

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(RunId run, long expectedSequence, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = _runs.TryGetValue(run, out var list) ? list : _runs[run] = [];
            if (stored.Count != expectedSequence)
                throw new SequenceConflictException(run, stored.Count, expectedSequence);
            stored.AddRange(events);
            return ValueTask.FromResult((long)stored.Count);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> ReadAsync(RunId run, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RunEvent[] events;
        lock (_gate)
            events = _runs.TryGetValue(run, out var list) ? [.. list.Skip((int)from)] : [];
        foreach (var runEvent in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return runEvent;
        }

        await ValueTask.CompletedTask;
    }
}
