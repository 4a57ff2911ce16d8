using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Strategies;

/// <summary>First trials that are better than blind draws: of some networks within the limits the one with the most parameters.</summary>
/// <remarks>The zero-cost warm-up of Abdelfattah, Mehrotra, Dudziak and Lane 2021 with the simplest of scores. One draw is taken where the objective is known without training or there are several: few parameters may be what is wanted.</remarks>
internal static class WarmStart
{
    private const int Tries = 64;

    /// <summary>How many draws to compare once trials were refused: half as many each time, at least 1. A limit on what is measured, such as latency, refuses the large ones.</summary>
    public static int DrawsAfter(int refused, int draws) => Math.Max(1, draws >> Math.Min(refused, 30));

    /// <summary>The genotype that the space names for the trial with this number; null where it names none, or this one breaks a limit.</summary>
    public static Genotype? Named(SearchView view) =>
        view.Number < view.Space.First.Length && view.Space.First[view.Number] is var genotype && view.CostsOf(genotype) is not null ? genotype : null;

    /// <summary>The largest of some draws that keep the limits; null where none of 64 does.</summary>
    /// <param name="view">What the strategy sees.</param>
    /// <param name="drawAt">The i-th draw, or null where that one cannot be taken.</param>
    /// <param name="draws">How many draws are compared, at least 1.</param>
    public static Genotype? Largest(SearchView view, Func<int, Genotype?> drawAt, int draws)
    {
        var (best, most, kept) = (default(Genotype), double.NegativeInfinity, 0);
        for (var i = 0; i < Tries && kept < draws; i++)
        {
            if (drawAt(i) is not { } genotype || view.CostsOf(genotype) is not { } costs)
                continue;
            if (view.Objectives.Length > 1 || costs[view.Objectives[0].Metric] is not null)
                return best ?? genotype;
            kept++;
            if (best is null || costs[Metric.Parameters.Name] > most)
                (best, most) = (genotype, costs[Metric.Parameters.Name] ?? most);
        }

        return best;
    }
}
