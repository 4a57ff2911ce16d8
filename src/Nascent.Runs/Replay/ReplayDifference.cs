namespace Nascent.Runs.Replay;

/// <summary>A place in which a training, executed again, differs from its record.</summary>
/// <param name="Training"><c>trial:17</c>, or <c>retrain:trial:17#2</c>.</param>
/// <param name="What">What differs: <c>metric accuracy</c>, <c>curve point 3</c>, <c>artifact weights</c>, or <c>outcome</c>.</param>
/// <param name="Recorded">The recorded value.</param>
/// <param name="Found">The value now.</param>
public sealed record ReplayDifference(string Training, string What, string Recorded, string Found);
