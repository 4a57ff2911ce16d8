using Nascent.Estimation;

namespace Nascent.Torch.Training.Courses;

/// <summary>Says when the end of a training moves.</summary>
internal interface ICoursePilot
{
    /// <summary>Whether the end moves after a step.</summary>
    /// <param name="step">Steps taken.</param>
    /// <param name="total">Steps planned in all, above <paramref name="step"/>.</param>
    /// <returns>The move, or null for none.</returns>
    CourseChange? After(long step, long total);
}
