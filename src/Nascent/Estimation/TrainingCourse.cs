using System.Collections.Immutable;

namespace Nascent.Estimation;

/// <summary>How the end of a training that was given a time moved with the speed of the machine. With it, the training is repeated bit for bit.</summary>
/// <param name="Changes">Each move, by rising step; empty where the first plan fitted.</param>
public sealed record TrainingCourse(ImmutableArray<CourseChange> Changes);
