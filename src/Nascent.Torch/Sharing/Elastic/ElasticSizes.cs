using System.Globalization;
using Nascent.Genotypes;
using Nascent.Spaces;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>The largest and the smallest network of a space whose decisions are sizes.</summary>
public static class ElasticSizes
{
    /// <summary>The largest network.</summary>
    public static Genotype Largest(SearchSpace space) => space.Genotypes.Complete(decision => LargestOf(decision), default);

    /// <summary>The smallest network.</summary>
    public static Genotype Smallest(SearchSpace space) => space.Genotypes.Complete(decision => SmallestOf(decision), default);

    /// <summary>The option that is the largest number.</summary>
    internal static int LargestOf(Decision decision) => decision.Options.IndexOf(decision.Options.MaxBy(Number)!);

    /// <summary>The option that is the smallest number.</summary>
    internal static int SmallestOf(Decision decision) => decision.Options.IndexOf(decision.Options.MinBy(Number)!);

    private static double Number(string option) => double.Parse(option, CultureInfo.InvariantCulture);
}
