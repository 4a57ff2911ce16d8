namespace Nascent.Journal;

/// <summary>How many trials of lower ranks are trained in full, once each, at the end of a run, so that its search's scores can be held against full training.</summary>
/// <param name="Candidates">How many at most, at least 0.</param>
/// <param name="WithinTime">Whether only as many are trained as end within the run's time.</param>
public sealed record TrustSpec(int Candidates, bool WithinTime);
