using Nascent.Estimation;

namespace Nascent.Torch.Training.Courses;

/// <summary>Repeats the course of an earlier training.</summary>
/// <param name="course">What was recorded.</param>
internal sealed class RecordedCourse(TrainingCourse course) : ICoursePilot
{
    /// <inheritdoc/>
    public CourseChange? After(long step, long total) => course.Changes.FirstOrDefault(change => change.Step == step);
}
