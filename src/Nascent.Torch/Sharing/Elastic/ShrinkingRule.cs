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
        if (stage.Fair)
            return StrictlyFair.PathsOf(space, allows, step, seed);
        var key = seed.Derive((ulong)step);
        int Drawn(Decision decision, Seed draw) => draw.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length);
        Genotype With(Func<Decision, int> size, Seed draw) => space.Genotypes.Complete(decision => decision.Kind == DecisionKind.Resolution ? Drawn(decision, draw) : size(decision), draw);
        Genotype Between(int number) => Allowed(space, allows, key.Derive(number), draw => With(decision => stage.Opens(decision) ? Drawn(decision, draw) : ElasticSizes.LargestOf(decision), draw));
        Genotype Extreme(Func<Decision, int> size, int number) => With(size, key.Derive(number)) is var extreme && allows(extreme) ? extreme : Between(number);
        if (stage is { Drawn: 0, Smallest: false })
            return [new(Between(0), 0)];
        var paths = ImmutableArray.CreateBuilder<SharedPath>();
        if (step % stage.LargestEvery == 0)
            paths.Add(new(Extreme(ElasticSizes.LargestOf, 0), 0));
        if (stage.Smallest)
            paths.Add(new(Extreme(decision => stage.Opens(decision) ? ElasticSizes.SmallestOf(decision) : ElasticSizes.LargestOf(decision), 1), stage.Taught));
        for (var i = 0; i < stage.Drawn; i++)
            paths.Add(new(Between(2 + i), stage.Taught));
        return paths.ToImmutable();
    }
}
