using Nascent.Architectures;
using Nascent.Architectures.Rewriting;

namespace Nascent.Estimation;

/// <summary>The network that is trained in a candidate's place at a fidelity.</summary>
public static class SmallCopy
{
    /// <summary>A copy of fewer channels by <see cref="Fidelity.Width"/> and for smaller images by <see cref="Fidelity.Resolution"/>; the network itself where both are 1.</summary>
    /// <remarks><see cref="Fidelity.Depth"/> is for whoever resolves the genotype: see <c>SearchSpace.Resolve</c>.</remarks>
    /// <param name="architecture">The candidate.</param>
    /// <param name="fidelity">What is asked.</param>
    /// <exception cref="NascentException">A share is outside the range (0, 1].</exception>
    public static Architecture Of(Architecture architecture, Fidelity fidelity) =>
        ResolutionCopy.Of(WidthCopy.Of(architecture, ShareOf(fidelity, Fidelity.Width)), ShareOf(fidelity, Fidelity.Resolution));

    private static double ShareOf(Fidelity fidelity, string axis) => fidelity.Axis(axis, 1) is var share and > 0 and <= 1 ? share
        : throw new NascentException($"Fidelity axis '{axis}': found {fidelity.Axis(axis, 1)}, expected a share in the range (0, 1].");
}
