using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Torch.Sharing;

/// <summary>Which networks of a space keep limits on costs, as far as these are known without training.</summary>
public static class CostLimits
{
    /// <summary>Whether a network does.</summary>
    /// <param name="space">The space.</param>
    /// <param name="signature">What its networks read and give.</param>
    /// <param name="limits">What must hold; those on what is not known pass.</param>
    public static Func<Genotype, bool> Of(SearchSpace space, Signature signature, ImmutableArray<Constraint> limits) => genotype =>
    {
        if (limits.IsEmpty)
            return true;
        var costs = new Metrics(CostTable.Totals(space.Resolve(genotype, signature)));
        return limits.All(limit => limit.Holds(costs) != false);
    };
}
