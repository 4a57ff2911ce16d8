using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Reporting.Numbers;
using Nascent.Reporting.Outcomes;
using Nascent.Search;
using Nascent.Search.SharedSearch;

namespace Nascent.Cli.Display;

/// <summary>One line for everything worth one, for logs and pipes.</summary>
/// <param name="output">Where lines go.</param>
/// <param name="time">The clock.</param>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : ICommandDisplay
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private readonly Lock _gate = new();
    private RunProgress _progress = new();
    private DateTimeOffset _lastProgress;

    public void Say(string text) => Write(text);

    public IStep Begin(string what)
    {
        Write(what + " …");
        return new SpokenStep(time, (share, left) => Write($"  {100 * share:0} %, about {Figures.Time(left)} left"));
    }

    public void Recorded(RunEvent what, RunState state)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _progress = _progress.After(state, now);
            if (EventLines.Of(what, state) is { } line)
                output.WriteLine(line);
            if ((what is RunEvent.WinnerChosen || (what is RunEvent.TrialSucceeded or RunEvent.Retrained && now - _lastProgress > Quiet)) && _progress.Left(now) is { TotalSeconds: >= 1 } left)
            {
                _lastProgress = now;
                output.WriteLine($"  {Done(state)}; about {Figures.Time(left)} left for {RunWords.Phase(state)}");
            }
        }
    }

    public void Reported(JobReport report)
    {
        lock (_gate)
        {
            _progress = _progress.After(report);
            if (report is JobReport.Progress { JobId: SharedSearchPhase.JobId, SoFar: { Note: { } note, Curve: { IsDefaultOrEmpty: false } curve } } progress)
                output.WriteLine($"{JobName.Of(progress.JobId)}, epoch {curve[^1].Epoch:0.0}: validation {Figures.Of(_progress.State.Spec?.Objectives[0].Metric ?? "", curve[^1].Validation)}, {note}");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Done(RunState state) => state.Phase == RunPhase.Searching ? Tally.Of(state).ToString()
        : state.Phase == RunPhase.Deploying ? "the network is chosen"
        : $"{state.Retrained.Count} of {state.Plan?.Trainings} full trainings done";

    private void Write(string line)
    {
        lock (_gate)
            output.WriteLine(line);
    }
}
