using System.Collections.Immutable;

namespace Nascent.Spaces.Scaling;

/// <summary>The scalings among which compound scaling looks for the best: all about double a network's cost (Tan and Le 2019, section 3.3, step 1).</summary>
/// <remarks>
/// The paper asks for α·β²·γ² ≈ 2, which holds for multiply-accumulates without rounding. Here the cost of the scaled network itself is asked for, so that rounding counts, and so that the cost may be a measured latency.
/// Depth and width are on a grid; the resolution follows, as the one in steps of a fiftieth whose cost is nearest to double.
/// </remarks>
public static class CompoundGrid
{
    private const double Step = 0.02, MostResolution = 1.5, Tolerance = 0.15;

    private static readonly ImmutableArray<double> Depths = [1, 1.2, 1.5, 2], Widths = [1, 1.1, 1.2, 1.4];

    /// <summary>The scalings, the cheapest in width first; those that double the cost by one factor alone are among them where there are such.</summary>
    /// <param name="costOf">The cost of a scaled network; null where it cannot be built.</param>
    /// <param name="factor">What the cost is multiplied by, above 1. Default 2.</param>
    /// <returns>At least one, each with its cost as a multiple of the network's own.</returns>
    /// <exception cref="NascentException">No scaling comes near: all steps are too coarse.</exception>
    public static ImmutableArray<(NetworkScaling Scaling, double Cost)> Of(Func<NetworkScaling, double?> costOf, double factor = 2)
    {
        var own = costOf(NetworkScaling.None) ?? throw new NascentException("Compound scaling: found a network that cannot be built, expected one that can.");
        var found = ImmutableArray.CreateBuilder<(NetworkScaling Scaling, double Cost)>();
        foreach (var (depth, width) in from depth in Depths from width in Widths select (depth, width))
        {
            (NetworkScaling Scaling, double Cost)? best = null;
            // The cost rises with the resolution, so that the nearest is beside the first that is above.
            for (var resolution = 1.0; resolution <= MostResolution + (Step / 2); resolution += Step)
            {
                var scaling = new NetworkScaling(depth, width, Math.Round(resolution, 2));
                if (costOf(scaling) is not { } cost)
                    continue;
                if (best is null || Math.Abs((cost / own) - factor) < Math.Abs(best.Value.Cost - factor))
                    best = (scaling, cost / own);
                if (cost > factor * own)
                    break;
            }

            if (best is { } near && Math.Abs((near.Cost / factor) - 1) <= Tolerance && !found.Any(other => other.Scaling == near.Scaling))
                found.Add(near);
        }

        return found.Count > 0 ? found.ToImmutable()
            : throw new NascentException($"Compound scaling: found no scaling that multiplies the cost by {factor} within {100 * Tolerance:0} %, expected some; the network may have nothing that can be made deeper, wider or larger.");
    }
}
