namespace Nascent.Estimation;

/// <summary>A moment at which the end of a training was moved.</summary>
/// <param name="Step">Steps that were taken, at least 1.</param>
/// <param name="Left">Steps that were planned from there on, at least 1.</param>
public sealed record CourseChange(long Step, long Left);
