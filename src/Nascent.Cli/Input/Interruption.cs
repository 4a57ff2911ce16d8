using System.Runtime.InteropServices;

namespace Nascent.Cli.Input;

/// <summary>The user's wish to stop: once for a clean stop, twice for at once.</summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    /// <summary>Cancelled at the first wish.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether a stop was asked for.</summary>
    public bool IsAsked => _source.IsCancellationRequested;

    /// <summary>An interruption that Ctrl-C, SIGTERM and SIGHUP bring about.</summary>
    public static Interruption OfThisProcess()
    {
        var interruption = new Interruption();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP })
            interruption._registrations.Add(PosixSignalRegistration.Create(signal, interruption.OnSignal));
        return interruption;
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
