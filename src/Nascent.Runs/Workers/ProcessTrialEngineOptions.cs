namespace Nascent.Runs.Workers;

/// <summary>How worker processes are run.</summary>
public sealed record ProcessTrialEngineOptions
{
    /// <summary>How a worker is started.</summary>
    public required WorkerCommand Command { get; init; }

    /// <summary>The run's folder, which is told to workers.</summary>
    public required string RunFolder { get; init; }

    /// <summary>Worker processes, at least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>Threads of each, at least 1; told to workers and, as <c>OMP_NUM_THREADS</c> and <c>MKL_NUM_THREADS</c>, to their libraries.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Resident memory in bytes at which a worker is ended and its job fails as <c>memory</c>; null for no limit.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>How much workers give way to other processes: 0, not at all, to 19.</summary>
    public int Niceness { get; init; } = 10;

    /// <summary>Attempts of a job that may be lost before it fails as <c>lost</c>, at least 1.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>How often memory and time limits are looked at.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Silence, in looks of <see cref="Watch"/>, after which a worker is given up; workers beat every two seconds.</summary>
    public int SilentWatches { get; init; } = 900;

    /// <summary>How long a job may take to end once it was asked to, before its worker is ended.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Workers that may fail to start, one after another, before the engine gives up, at least 1.</summary>
    public int StartAttempts { get; init; } = 5;

    internal void Validate()
    {
        foreach (var (name, value) in new[] { ("workers", Workers), ("threads of a worker", Threads), ("attempts of a job", Attempts), ("attempts to start a worker", StartAttempts) })
            if (value < 1)
                throw new NascentException($"Worker processes, {name}: found {value}, expected at least 1.");
    }
}
