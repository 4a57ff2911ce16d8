using System.Runtime.InteropServices;

namespace Nascent.Cli.Hosting;

/// <summary>The user's wish to stop: once for a clean stop, twice for at once.</summary>
/// <remarks>Safe for use by several threads.</remarks>
/// <param name="ofProcess">Whether signals to this process are such a wish.</param>
internal sealed class Interruption(bool ofProcess = false) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly bool _ofProcess = ofProcess;
    private int _count;

    /// <summary>Cancelled at the first wish.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether a stop was asked for.</summary>
    public bool IsAsked => _source.IsCancellationRequested;

    /// <summary>Listens to Ctrl-C, SIGTERM and SIGHUP; until a command calls it, they end the process as they always do.</summary>
    public void Listen()
    {
        if (_registrations.Count > 0 || !_ofProcess)
            return;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    /// <summary>Asks for a clean stop.</summary>
    public void Ask() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
            Environment.Exit(ExitCode.Interrupted);
        Ask();
    }
}
