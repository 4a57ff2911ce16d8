namespace Nascent.Benchmarks.Stopping;

/// <summary>A search over recorded curves, replayed with a stopping rule.</summary>
/// <param name="EpochsSpent">Epochs of all candidates, controls included.</param>
/// <param name="EpochsInFull">Epochs of all candidates, had none been stopped.</param>
/// <param name="Shortfall">By how much the best result of all candidates is above the best of those that were trained to the end: 0 where that candidate, or one as good, was kept.</param>
/// <param name="Stops">Candidates that the rule stopped, or would have stopped: controls included.</param>
/// <param name="Controls">Those that were trained to the end all the same.</param>
/// <param name="WrongControls">Controls that ended above the best result known when they would have been stopped.</param>
public sealed record ReplayedRun(double EpochsSpent, double EpochsInFull, double Shortfall, int Stops, int Controls, int WrongControls)
{
    /// <summary>The share of epochs that stopping saved.</summary>
    public double Saved => 1 - (EpochsSpent / EpochsInFull);
}
