namespace Nascent.Onnx.Parity;

/// <summary>How far an exported model's outputs are from those of the module it was made from.</summary>
/// <param name="Samples">Samples that were compared, at least 1.</param>
/// <param name="MaxDelta">The largest absolute difference of an output, in the unit of the scores or, for a regression, of the standardised target.</param>
/// <param name="Scale">The largest absolute output of the module, in the same unit.</param>
/// <param name="Tolerance">What <paramref name="MaxDelta"/> may be at most.</param>
/// <param name="Mismatches">Samples for which another class is predicted though neither side sees a tie; 0 for a regression.</param>
/// <param name="Ties">Samples for which another class is predicted, with exactly equal scores for both classes on one side.</param>
public sealed record ParityReport(int Samples, double MaxDelta, double Scale, double Tolerance, int Mismatches, int Ties)
{
    /// <summary><see cref="MaxDelta"/> as a share of <see cref="Scale"/>; 0 where there is no difference.</summary>
    public double RelativeDelta => MaxDelta == 0 ? 0 : MaxDelta / Scale;

    /// <summary>Whether the export may be used.</summary>
    public bool Passed => MaxDelta <= Tolerance && Mismatches == 0;
}
