using System.Collections.Immutable;
using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>The latency of networks on one target, as the sum of what their units took there.</summary>
/// <remarks>Cai et al. 2020, section 3.4, a lookup table by block; here a unit is timed between neighbours, and a line through whole networks that were timed too takes away what all sums have in common.</remarks>
/// <param name="Milliseconds">What each unit took, by <see cref="LatencyUnit.Key"/>; a difference of two times, so that it may be slightly below 0.</param>
/// <param name="Offset">Added to each sum, in milliseconds.</param>
/// <param name="Scale">What sums are multiplied by.</param>
public sealed record LatencyTable(ImmutableDictionary<string, double> Milliseconds, double Offset = 0, double Scale = 1)
{
    /// <summary>A table of nothing.</summary>
    public static readonly LatencyTable Empty = new(ImmutableDictionary<string, double>.Empty);

    /// <summary>The predicted latency, in milliseconds; null where a unit is not in the table.</summary>
    public double? Of(Architecture network)
    {
        var sum = 0.0;
        foreach (var unit in LatencyUnit.Of(network))
        {
            if (!Milliseconds.TryGetValue(unit.Key, out var one))
                return null;
            sum += one;
        }

        return Offset + (Scale * sum);
    }

    /// <summary>The table with offset and scale by whole networks: the line with the least sum of squared relative errors.</summary>
    /// <param name="networks">Networks whose units are all in the table; at least two.</param>
    /// <param name="milliseconds">What each took.</param>
    public LatencyTable FittedTo(IReadOnlyList<Architecture> networks, IReadOnlyList<double> milliseconds)
    {
        var plain = this with { Offset = 0, Scale = 1 };
        var (weights, weighted, squares, targets, products) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (i, network) in networks.Index())
        {
            var (sum, weight) = (plain.Of(network)!.Value, 1 / (milliseconds[i] * milliseconds[i]));
            (weights, weighted, squares) = (weights + weight, weighted + (weight * sum), squares + (weight * sum * sum));
            (targets, products) = (targets + (weight * milliseconds[i]), products + (weight * sum * milliseconds[i]));
        }

        var determinant = (weights * squares) - (weighted * weighted);
        if (determinant <= 1e-12 * weights * squares)
            return plain with { Scale = weighted > 0 ? targets / weighted : 1 };
        var scale = ((weights * products) - (weighted * targets)) / determinant;
        return plain with { Scale = scale, Offset = (targets - (scale * weighted)) / weights };
    }
}
