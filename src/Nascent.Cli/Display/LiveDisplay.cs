using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Search;
using Spectre.Console;

namespace Nascent.Cli.Display;

/// <summary>Redraws a panel on the terminal a few times a second; what lasts is written above it.</summary>
internal sealed class LiveDisplay : ICommandDisplay
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private readonly int _width;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;
    private readonly Queue<string> _lasting = new();
    private RunProgress _progress = new();
    private Step? _step;

    public LiveDisplay(IAnsiConsole console, TimeProvider time, int width)
    {
        (_console, _time, _width) = (console, time, width);
        _drawing = DrawAsync();
    }

    public void Say(string text) => Last(text);

    public IStep Begin(string what)
    {
        var step = new Step(this, what, _time.GetTimestamp());
        lock (_gate)
            _step = step;
        return step;
    }

    public void Recorded(RunEvent what, RunState state)
    {
        lock (_gate)
            _progress = _progress.After(state, _time.GetUtcNow());
        if (what is RunEvent.TrialFailed or RunEvent.AttemptLost or RunEvent.SearchEnded or RunEvent.RetrainPlanned or RunEvent.RetrainFailed or RunEvent.WinnerChosen or RunEvent.RunResumed && EventLines.Of(what, state) is { } line)
            Last(line);
    }

    public void Reported(JobReport report)
    {
        lock (_gate)
            _progress = _progress.After(report);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        _end.Dispose();
        Flush();
    }

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(Every, _time);
        while (!_end.IsCancellationRequested)
        {
            Flush();
            await _console.Live(Picture()).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
            {
                while (!_end.IsCancellationRequested && !HasLasting())
                {
                    live.UpdateTarget(Picture());
                    try
                    {
                        await timer.WaitForNextTickAsync(_end.Token);
                    }
                    catch (OperationCanceledException)
                    {
                        return;
                    }
                }
            });
        }
    }

    private Spectre.Console.Rendering.IRenderable Picture()
    {
        lock (_gate)
            return LivePanel.Draw(_progress, _step is { } step ? (step.What, step.Share, _time.GetElapsedTime(step.Began)) : null, _time.GetUtcNow(), _width);
    }

    private void Last(string text)
    {
        lock (_gate)
            _lasting.Enqueue(text);
    }

    private bool HasLasting()
    {
        lock (_gate)
            return _lasting.Count > 0;
    }

    private void Flush()
    {
        while (true)
        {
            string? line;
            lock (_gate)
                if (!_lasting.TryDequeue(out line))
                    return;
            _console.WriteLine(line);
        }
    }

    private void End(Step step)
    {
        lock (_gate)
            if (_step == step)
                _step = null;
    }

    private sealed class Step(LiveDisplay owner, string what, long began) : IStep
    {
        public string What { get; } = what;

        public long Began { get; } = began;

        public double? Share { get; private set; }

        public void Report(double share) => Share = share;

        public void Dispose() => owner.End(this);
    }
}
