using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>The paths of a stage; see <see cref="ShrinkingStage"/>.</summary>
/// <param name="stage">The stage.</param>
internal sealed class ShrinkingRule(ShrinkingStage stage) : PathRule
{
    /// <inheritdoc/>
    public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, long step, Seed seed)
    {
        var key = seed.Derive((ulong)step);
        Genotype Between(int number) => Allowed(space, allows, key.Derive(number), draw => space.Genotypes.Complete(
            decision => stage.Opens(decision) ? draw.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length) : ElasticSizes.LargestOf(decision), draw));
        Genotype Extreme(Genotype extreme, int number) => allows(extreme) ? extreme : Between(number);
        if (stage is { Drawn: 0, Smallest: false })
            return [new(Between(0), false)];
        var paths = ImmutableArray.CreateBuilder<SharedPath>();
        paths.Add(new(Extreme(ElasticSizes.Largest(space), 0), false));
        if (stage.Smallest)
            paths.Add(new(Extreme(space.Genotypes.Complete(decision => stage.Opens(decision) ? ElasticSizes.SmallestOf(decision) : ElasticSizes.LargestOf(decision), key), 1), true));
        for (var i = 0; i < stage.Drawn; i++)
            paths.Add(new(Between(2 + i), true));
        return paths.ToImmutable();
    }
}
