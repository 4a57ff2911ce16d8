using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>How many trials came to which end.</summary>
/// <param name="Succeeded">Trials with a value.</param>
/// <param name="Failed">Trials that ended with an error.</param>
/// <param name="Rejected">Trials outside the limits, which were not trained.</param>
/// <param name="Duplicate">Trials that took the value of an equal one.</param>
/// <param name="Stopped">Trials that were ended early, by a rule or because the time was up.</param>
/// <param name="Pending">Trials that have not ended.</param>
public sealed record Tally(int Succeeded, int Failed, int Rejected, int Duplicate, int Stopped, int Pending)
{
    /// <summary>What those that succeeded were: trained, or scored.</summary>
    public string Verb { get; init; } = "trained";

    /// <summary>Those of the stopped trials that a rule of early stopping ended; the others are unfinished.</summary>
    public int StoppedByRule { get; init; }

    /// <summary>Those that have an end.</summary>
    public int Finished => Succeeded + Failed + Rejected + Duplicate + Stopped;

    /// <summary>The tally of a run.</summary>
    public static Tally Of(RunState state)
    {
        var counts = state.Trials.CountBy(trial => trial.State).ToDictionary();
        int Count(TrialState end) => counts.GetValueOrDefault(end);
        return new(Count(TrialState.Succeeded), Count(TrialState.Failed), Count(TrialState.Rejected), Count(TrialState.Duplicate), Count(TrialState.Stopped), Count(TrialState.Pending))
        {
            Verb = RunWords.Judged(state),
            StoppedByRule = state.Trials.Count(trial => trial.State == TrialState.Stopped && trial.Stop is not null),
        };
    }

    /// <summary>Such as <c>43 trained, 2 failed, 5 rejected, 8 unfinished</c>.</summary>
    public override string ToString() => string.Join(", ", new[] { (Succeeded, Verb), (Failed, "failed"), (Rejected, "rejected"), (Duplicate, Duplicate == 1 ? "duplicate" : "duplicates"), (StoppedByRule, "stopped early"), (Stopped - StoppedByRule, "unfinished"), (Pending, "running or queued") }
        .Where(pair => pair.Item1 > 0 || pair.Item2 == Verb).Select(pair => $"{pair.Item1} {pair.Item2}"));
}
