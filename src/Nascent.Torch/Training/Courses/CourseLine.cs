using System.Collections.Immutable;
using Nascent.Estimation;

namespace Nascent.Torch.Training.Courses;

/// <summary>Where each step of a training lies on its schedule, while the end of the training may move.</summary>
/// <remarks>
/// A schedule of n steps is gone through from 0 to n at a constant pace. Where the end moves, the pace changes and the place does not, so that the learning rate never jumps and is at its end when the training is.
/// Li, Yumer and Ramanan 2020 (Budgeted Training) schedule by the share of the budget that is used; here the pace is measured anew as the training goes on.
/// </remarks>
internal sealed class CourseLine
{
    private readonly long _scheduled;
    private long _at;
    private long _left;
    private double _from;

    /// <param name="steps">The steps of the first plan, at least 1.</param>
    public CourseLine(long steps) => _scheduled = _left = steps;

    /// <summary>Steps in all, as planned now.</summary>
    public long TotalSteps => _at + _left;

    /// <summary>Each move of the end.</summary>
    public ImmutableArray<CourseChange> Changes { get; private set; } = [];

    /// <summary>The place of a step on the schedule, in steps of the first plan.</summary>
    /// <param name="step">The step, counted from 0, not before the last move.</param>
    public double PlaceOf(long step) => Changes.IsEmpty ? step : _from + ((_scheduled - _from) * (step - _at) / _left);

    /// <summary>Moves the end.</summary>
    /// <param name="change">From which step on, and how many steps are left; not before the last move.</param>
    public void Move(CourseChange change)
    {
        (_from, _at, _left) = (PlaceOf(change.Step), change.Step, change.Left);
        Changes = Changes.Add(change);
    }
}
