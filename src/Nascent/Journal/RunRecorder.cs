namespace Nascent.Journal;

/// <summary>The one writer of a run: appends events to the journal and keeps their fold beside it.</summary>
/// <remarks>Safe for use by several threads. An event is in the journal before <see cref="State"/> or <see cref="Recorded"/> show it.</remarks>
public sealed class RunRecorder : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly IRunJournal _journal;
    private readonly TimeProvider _time;
    private volatile RunState _state;
    private volatile bool _hasAppended;

    private RunRecorder(IRunJournal journal, RunId run, TimeProvider time, RunState state)
    {
        _journal = journal;
        Run = run;
        _time = time;
        _state = state;
    }

    /// <summary>Is told of each event once it is in the journal, with the state after it, in order; it must be quick.</summary>
    public Action<RunEvent, RunState>? Recorded { get; set; }

    /// <summary>The run.</summary>
    public RunId Run { get; }

    /// <summary>The state after all events so far.</summary>
    public RunState State => _state;

    /// <summary>How long the run was at work, up to now; without the gaps before each resume.</summary>
    public TimeSpan ActiveTime
    {
        get
        {
            var (state, now) = (_state, _time.GetUtcNow());
            return _hasAppended && now > state.Span.Last ? state.ActiveTime + (now - state.Span.Last) : state.ActiveTime;
        }
    }

    /// <summary>Reads what is recorded of a run and goes on from there.</summary>
    /// <exception cref="NascentException">The journal is damaged.</exception>
    public static async ValueTask<RunRecorder> OpenAsync(IRunJournal journal, RunId run, TimeProvider time, CancellationToken cancellationToken) =>
        new(journal, run, time, await RunState.ReadAsync(journal, run, cancellationToken).ConfigureAwait(false));

    /// <summary>Appends events, all or none, with the present time, and returns the state after them.</summary>
    /// <exception cref="NascentException">The journal cannot be written, or another process writes to the run.</exception>
    public async ValueTask<RunState> AppendAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return _state;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var at = _time.GetUtcNow();
            var stamped = events.Select(runEvent => runEvent with { At = at }).ToArray();
            var states = new RunState[stamped.Length];
            for (var i = 0; i < stamped.Length; i++)
                states[i] = (i == 0 ? _state : states[i - 1]).Apply(stamped[i]);
            await _journal.AppendAsync(Run, _state.Sequence, stamped, cancellationToken).ConfigureAwait(false);
            _hasAppended = true;
            for (var i = 0; i < stamped.Length; i++)
            {
                _state = states[i];
                Recorded?.Invoke(stamped[i], states[i]);
            }

            return _state;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Appends one event.</summary>
    /// <exception cref="NascentException">The journal cannot be written, or another process writes to the run.</exception>
    public ValueTask<RunState> AppendAsync(RunEvent runEvent, CancellationToken cancellationToken) => AppendAsync([runEvent], cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
