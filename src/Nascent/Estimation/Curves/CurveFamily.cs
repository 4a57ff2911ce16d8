using System.Collections.Immutable;

namespace Nascent.Estimation.Curves;

/// <summary>A family of curves y(t) = c − b·g(t; θ), linear in c and b, where g falls towards 0: what is still missing after t epochs.</summary>
/// <param name="Name">The family's name in the paper.</param>
/// <param name="Shape">g at a time t of at least 1; θ are positive numbers.</param>
/// <param name="Starts">The range of each θ that fits start from.</param>
/// <remarks>
/// The families are those of Domhan, Springenberg and Hutter 2015, table 1, that have this form: pow3, exp3 (exp4 with α = 1), ilog2, Weibull (of which Janoschek and exp4 are other
/// parametrisations) and MMF (with log power and Hill3 as special cases). Vapor pressure and log log linear, which assume positive scores and have no asymptote, are left out.
/// </remarks>
internal sealed record CurveFamily(string Name, Func<double, double[], double> Shape, ImmutableArray<(double Low, double High)> Starts)
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<CurveFamily> All =
    [
        new("ilog2", (t, _) => 1 / Math.Log(t + 1), []),
        new("pow3", (t, shape) => Math.Pow(t, -shape[0]), [(0.1, 4)]),
        new("exp3", (t, shape) => Math.Exp(-shape[0] * t), [(0.03, 3)]),
        new("weibull", (t, shape) => Math.Exp(-Math.Pow(shape[0] * t, shape[1])), [(0.03, 3), (0.3, 3)]),
        new("mmf", (t, shape) => 1 / (1 + Math.Pow(shape[0] * t, shape[1])), [(0.03, 3), (0.3, 3)]),
    ];

    /// <summary>How many numbers are fitted: c, b and θ.</summary>
    public int Parameters => 2 + Starts.Length;
}
