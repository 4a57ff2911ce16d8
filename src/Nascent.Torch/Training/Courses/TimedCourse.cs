using Nascent.Estimation;

namespace Nascent.Torch.Training.Courses;

/// <summary>Moves the end of a training so that it is over when its time is, whatever the speed of the machine.</summary>
/// <remarks>
/// The time of a step is measured over windows of a twentieth of the steps that are left, at most an eighth of an epoch, and smoothed: the latest counts three tenths. Scoring the validation part is measured and planned for.
/// The end moves where the new plan differs by more than three hundredths of the steps that are left, and half a hundredth of all.
/// </remarks>
internal sealed class TimedCourse : ICoursePilot
{
    private const double Tolerance = 0.03, OfAll = 0.005, LaterWindow = 0.3;

    private readonly TimeProvider _time;
    private readonly TimeSpan _use;
    private readonly long _stepsPerEpoch;
    private readonly double _scoringSteps;
    private readonly double _mostSteps;
    private readonly long _began;
    private long _windowBegan;
    private long _windowStep;
    private double _secondsPerStep = double.NaN;
    private double _scoringSeconds = double.NaN;

    /// <param name="time">The clock.</param>
    /// <param name="use">The time to use from now on, scoring included; above zero.</param>
    /// <param name="stepsPerEpoch">After so many steps the network is scored.</param>
    /// <param name="scoringSteps">As long as how many steps scoring is thought to take, until it is measured.</param>
    /// <param name="step">Steps that were taken before.</param>
    /// <param name="mostSteps">Steps that there may be in all.</param>
    public TimedCourse(TimeProvider time, TimeSpan use, long stepsPerEpoch, double scoringSteps, long step = 0, double mostSteps = double.PositiveInfinity)
    {
        (_time, _use, _stepsPerEpoch, _scoringSteps, _mostSteps) = (time, use, stepsPerEpoch, scoringSteps, mostSteps);
        (_began, _windowBegan, _windowStep) = (time.GetTimestamp(), time.GetTimestamp(), step);
    }

    /// <summary>Notes what the scoring of the network took, which is no part of a step.</summary>
    public void Scored(TimeSpan took)
    {
        _scoringSeconds = took.TotalSeconds;
        _windowBegan += (long)(took.TotalSeconds * _time.TimestampFrequency);
    }

    /// <inheritdoc/>
    public CourseChange? After(long step, long total)
    {
        var window = Math.Max(1, Math.Min(_stepsPerEpoch / 8, (total - step) / 20));
        if (step - _windowStep < window)
            return null;
        var now = _time.GetTimestamp();
        var latest = _time.GetElapsedTime(_windowBegan, now).TotalSeconds / (step - _windowStep);
        _secondsPerStep = double.IsNaN(_secondsPerStep) ? latest : (LaterWindow * latest) + ((1 - LaterWindow) * _secondsPerStep);
        (_windowBegan, _windowStep) = (now, step);
        var scoring = double.IsNaN(_scoringSeconds) ? _scoringSteps * _secondsPerStep : _scoringSeconds;
        var seconds = (_use - _time.GetElapsedTime(_began, now)).TotalSeconds - scoring; // the last scoring
        var fits = Math.Max(1, (long)Math.Min(_mostSteps - step, seconds / (_secondsPerStep + (scoring / _stepsPerEpoch))));
        var planned = total - step;
        return Math.Abs(fits - planned) > Math.Max(Tolerance * planned, OfAll * total) ? new(step, fits) : null;
    }
}
