namespace Nascent.Runs.Workers;

/// <summary>The job that a worker is at, and its cancellation, which may come before the job does.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class CurrentJob : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _cancelledEarly = [];
    private string? _id;
    private CancellationTokenSource _cancellation = new();

    /// <summary>Begins a job.</summary>
    public CancellationToken Begin(string id)
    {
        lock (_gate)
        {
            _id = id;
            _cancellation.Dispose();
            _cancellation = new CancellationTokenSource();
            if (_cancelledEarly.Remove(id))
                _cancellation.Cancel();
            return _cancellation.Token;
        }
    }

    /// <summary>Ends the job.</summary>
    public void End()
    {
        lock (_gate)
            _id = null;
    }

    /// <summary>Asks for the end of a job, be it now or when it begins.</summary>
    public void Cancel(string id)
    {
        CancellationTokenSource? cancellation;
        lock (_gate)
        {
            cancellation = _id == id ? _cancellation : null;
            if (cancellation is null)
                _cancelledEarly.Add(id);
        }

        try
        {
            cancellation?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // the job has ended in between
        }
    }

    public void Dispose() => _cancellation.Dispose();
}
