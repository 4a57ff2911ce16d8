using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>How long a network needs for one training sample on this machine, as the search has measured it.</summary>
/// <param name="SecondsPerSample">Of networks without any work.</param>
/// <param name="SecondsPerMac">More for each multiply-accumulate.</param>
internal sealed record TrainingSpeed(double SecondsPerSample, double SecondsPerMac)
{
    /// <summary>Other networks than those measured may be slower for their size than these: their estimate is raised by this.</summary>
    private const double Caution = 1.5;

    /// <summary>Fits a line through the search's trials, neither part of it negative.</summary>
    public static TrainingSpeed Of(RunState state)
    {
        var points = state.Trials.Where(trial => trial is { State: TrialState.Succeeded, Cost.Samples: > 0 })
            .Select(trial => (Macs: trial.Metrics[Metric.Macs.Name] ?? 0, Seconds: OfTrial(trial))).ToArray();
        if (points.Length == 0)
            return new TrainingSpeed(1e-3, 0);
        var (macs, seconds) = (points.Average(point => point.Macs), points.Average(point => point.Seconds));
        var spread = points.Sum(point => (point.Macs - macs) * (point.Macs - macs));
        var slope = spread > 0 ? Math.Max(0, points.Sum(point => (point.Macs - macs) * (point.Seconds - seconds)) / spread) : 0;
        return seconds - (slope * macs) > 0 ? new TrainingSpeed(seconds - (slope * macs), slope) : new TrainingSpeed(0, macs > 0 ? seconds / macs : 0);
    }

    /// <summary>Seconds that a candidate needs for one sample: measured for a trial, estimated for a baseline.</summary>
    public double For(CandidateId candidate, Metrics costs, RunState state) =>
        candidate.TrialNumber is { } number && state.Trials[number].Cost.Samples > 0 ? OfTrial(state.Trials[number])
            : Caution * (SecondsPerSample + (SecondsPerMac * (costs[Metric.Macs.Name] ?? 0)));

    private static double OfTrial(Trial trial) => trial.Cost.Wall.TotalSeconds / trial.Cost.Samples;
}
