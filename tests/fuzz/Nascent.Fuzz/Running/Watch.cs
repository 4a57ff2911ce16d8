namespace Nascent.Fuzz.Running;

/// <summary>Looks from another thread at how long an input takes and how much memory the process has.</summary>
internal sealed class Watch : IDisposable
{
    /// <summary>The longest that one input may take.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    /// <summary>The most memory that the process may hold.</summary>
    public const long MostBytes = 2L << 30;

    private readonly TimeProvider _time;
    private readonly Action<string, long> _found;
    private readonly ITimer _timer;
    private long _number = -1;
    private long _start;

    public Watch(TimeProvider time, Action<string, long> found)
    {
        (_time, _found) = (time, found);
        _timer = time.CreateTimer(_ => Look(), null, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
    }

    public void Begin(long number)
    {
        Volatile.Write(ref _start, _time.GetTimestamp());
        Volatile.Write(ref _number, number);
    }

    public void End() => Volatile.Write(ref _number, -1);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var number = Volatile.Read(ref _number);
        if (number < 0)
            return;
        if (_time.GetElapsedTime(Volatile.Read(ref _start)) > MostTime && Volatile.Read(ref _number) == number)
            _found($"It takes more than {MostTime.TotalSeconds} seconds", number);
        if (Environment.WorkingSet > MostBytes)
            _found($"The process holds more than {MostBytes >> 30} GiB", number);
    }
}
