using System.Collections.Immutable;
using System.Globalization;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;

namespace Nascent.Torch.Sharing;

/// <summary>Which paths of a supernet are trained in a step; their gradients are added, and the weights change once.</summary>
public abstract class PathRule
{
    private const int MostDraws = 200;

    /// <summary>One path, drawn decision by decision (Guo et al. 2020, SPOS).</summary>
    public static readonly PathRule Uniform = new UniformRule();

    /// <summary>As many paths as the decision with most options has options, so that each option of each decision that is always open is trained equally often in each step (Chu et al. 2021, FairNAS, strict fairness); without those that a limit forbids.</summary>
    public static readonly PathRule StrictlyFair = new FairRule();

    /// <summary>
    /// The largest network of drawn switches, by labels; then the smallest of them and two in between, by what the largest says (Yu et al. 2020, BigNAS, sandwich rule and in-place distillation).
    /// Sizes are the decisions whose options are numbers; the other decisions are drawn once in a step. Where a limit forbids the largest or the smallest, sizes are drawn in its place.
    /// </summary>
    public static readonly PathRule Sandwich = new SandwichRule();

    /// <summary>The paths of a step, in order.</summary>
    /// <param name="space">The space.</param>
    /// <param name="allows">Whether a path may be trained: what a limit forbids is drawn again, up to 200 times.</param>
    /// <param name="step">The key of the step.</param>
    /// <exception cref="NascentException">None of the draws is allowed.</exception>
    public abstract ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, Seed step);

    /// <summary>The first allowed of several draws.</summary>
    /// <exception cref="NascentException">None is.</exception>
    /// <param name="space">The space.</param>
    /// <param name="allows">Whether a path may be trained.</param>
    /// <param name="seed">The key of the draws; each has one of its own.</param>
    /// <param name="draw">Draws a genotype by a key.</param>
    protected static Genotype Allowed(SearchSpace space, Func<Genotype, bool> allows, Seed seed, Func<Seed, Genotype> draw)
    {
        for (var i = 0; i < MostDraws; i++)
            if (draw(seed.Derive(i)) is var genotype && allows(genotype))
                return genotype;
        throw new NascentException($"Search space '{space.Name}': found no network that keeps the limits among {MostDraws} that were drawn, expected some; loosen the limits.");
    }

    private sealed class UniformRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, Seed step) => [new(Allowed(space, allows, step, space.Genotypes.SampleByDecision), false)];
    }

    private sealed class FairRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, Seed step)
        {
            var count = space.Genotypes.Decisions.Select(decision => decision.Options.Length).DefaultIfEmpty(1).Max();
            var orders = space.Genotypes.Decisions.ToDictionary(decision => decision.Path, decision =>
            {
                int[] order = [.. Enumerable.Range(0, count).Select(i => i % decision.Options.Length)];
                step.Derive(decision.Path.Text).Stream().Shuffle<int>(order);
                return order;
            });
            var fair = Enumerable.Range(0, count).Select(path => space.Genotypes.Complete(decision => orders[decision.Path][path], step)).Where(allows).ToArray();
            return [.. (fair.Length > 0 ? fair : [Allowed(space, allows, step, space.Genotypes.SampleByDecision)]).Select(genotype => new SharedPath(genotype, false))];
        }
    }

    private sealed class SandwichRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, Seed step)
        {
            int Draw(Decision decision, Seed seed) => seed.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length);
            Genotype With(Func<Decision, int> size) => space.Genotypes.Complete(decision => IsSize(decision) ? size(decision) : Draw(decision, step), step);
            Genotype Between(int number) => Allowed(space, allows, step.Derive("size").Derive(number), draw => With(decision => Draw(decision, draw)));
            Genotype Extreme(Func<Decision, int> size, int number) => With(size) is var extreme && allows(extreme) ? extreme : Between(number);
            return
            [
                new(Extreme(decision => decision.Options.IndexOf(decision.Options.MaxBy(Number)!), 0), false), new(Extreme(decision => decision.Options.IndexOf(decision.Options.MinBy(Number)!), 1), true),
                new(Between(2), true), new(Between(3), true),
            ];
        }

        private static bool IsSize(Decision decision) => decision.Options.All(option => double.TryParse(option, CultureInfo.InvariantCulture, out _));

        private static double Number(string option) => double.Parse(option, CultureInfo.InvariantCulture);
    }
}
