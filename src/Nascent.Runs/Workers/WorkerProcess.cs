using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Nascent.Runs.Workers;

/// <summary>One worker process as the main process sees it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>The variable that tells a worker the process id of its parent.</summary>
    public const string ParentVariable = "NASCENT_WORKER_PARENT";

    private const int KeptErrorLines = 40;

    private readonly Process _process;
    private readonly Channel<WorkerSignal> _signals = Channel.CreateUnbounded<WorkerSignal>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Queue<string> _errors = new();
    private readonly Task _output;
    private readonly Task _errorOutput;
    private int _silence;

    private WorkerProcess(Process process, int slot)
    {
        _process = process;
        ProcessId = process.Id;
        Name = string.Create(CultureInfo.InvariantCulture, $"worker-{slot}/{process.Id}");
        _output = ReadOutputAsync();
        _errorOutput = ReadErrorsAsync();
    }

    /// <summary>The slot and the process id, such as <c>worker-1/4242</c>.</summary>
    public string Name { get; }

    public int ProcessId { get; }

    public bool HasExited => _process.HasExited;

    public ChannelReader<WorkerSignal> Signals => _signals.Reader;

    /// <summary>The last lines that the worker wrote to its error output.</summary>
    public string ErrorTail
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    /// <summary>Starts a worker and greets it; <see cref="WorkerMessage.Ready"/> follows among the signals.</summary>
    public static async Task<WorkerProcess> StartAsync(ProcessTrialEngineOptions options, int slot, WorkerStarter starter)
    {
        var threads = options.Threads.ToString(CultureInfo.InvariantCulture);
        var info = new ProcessStartInfo(options.Command.File, options.Command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        info.Environment[ParentVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        info.Environment["OMP_NUM_THREADS"] = threads;
        info.Environment["MKL_NUM_THREADS"] = threads;
        foreach (var (name, value) in options.Command.Environment)
            info.Environment[name] = value;
        var worker = new WorkerProcess(await starter.StartAsync(info).ConfigureAwait(false), slot);
        await worker.SendAsync(new WorkerMessage.Hello(WorkerMessage.ProtocolVersion, Path.GetFullPath(options.RunFolder), slot, options.Threads)).ConfigureAwait(false);
        return worker;
    }

    /// <summary>Sends a message; to a worker that has gone it is lost, and the exit is among the signals.</summary>
    public async Task SendAsync(WorkerMessage message)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(WorkerProtocol.Encode(message)).ConfigureAwait(false);
            await _process.StandardInput.BaseStream.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // a broken pipe: the reader of the output sees the end
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Adds a signal from outside.</summary>
    public void Signal(WorkerSignal signal) => _signals.Writer.TryWrite(signal);

    /// <summary>Counts a look; gives how many there were since the worker was last heard.</summary>
    public int CountSilence() => Interlocked.Increment(ref _silence);

    public long? ResidentBytes => OperatingSystem.IsLinux() ? LinuxProcess.ResidentBytes(ProcessId) : Measure(process => process.WorkingSet64);

    public TimeSpan? ProcessorTime => OperatingSystem.IsLinux() ? LinuxProcess.ProcessorTime(ProcessId) : Measure(process => process.TotalProcessorTime);

    /// <summary>Ends the process and whatever it started, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // it has ended by itself
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _output.ConfigureAwait(false);
        _process.Dispose();
        await _errorOutput.ConfigureAwait(false);
        _sending.Dispose();
    }

    private async Task ReadOutputAsync()
    {
        try
        {
            while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (WorkerProtocol.Decode(line) is not { } message)
                    continue;
                Interlocked.Exchange(ref _silence, 0);
                if (message is not WorkerMessage.HeartBeat)
                    Signal(new WorkerSignal.Said(message));
            }
        }
        catch (IOException)
        {
            // the pipe broke: the same as its end
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        Signal(new WorkerSignal.Exited(_process.ExitCode));
    }

    private async Task ReadErrorsAsync()
    {
        var errors = _process.StandardError;
        try
        {
            while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (_errors)
                {
                    if (_errors.Count == KeptErrorLines)
                        _errors.Dequeue();
                    _errors.Enqueue(line);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // closed together with the process
        }
    }

    private T? Measure<T>(Func<Process, T> measure)
        where T : struct
    {
        try
        {
            _process.Refresh();
            return measure(_process);
        }
        catch (InvalidOperationException)
        {
            return null; // it has ended
        }
    }
}
