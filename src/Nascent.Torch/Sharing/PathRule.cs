using System.Collections.Immutable;
using System.Globalization;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;

namespace Nascent.Torch.Sharing;

/// <summary>Which paths of a supernet are trained in a step; their gradients are added, and the weights change once.</summary>
public abstract class PathRule
{
    // A network in a thousand is found for certain: with fewer draws, a training of ten thousand steps ends by bad luck where a limit leaves one in twenty.
    private const int MostDraws = 10_000;

    /// <summary>One path, drawn decision by decision (Guo et al. 2020, SPOS).</summary>
    public static readonly PathRule Uniform = new UniformRule();

    /// <summary>
    /// As many paths a step as the decision with most options has options (Chu et al. 2021, FairNAS, strict fairness). Each decision that is always open takes its options in turns:
    /// of as many paths one after another as it has options, each is in one. So counts are equal after each step for decisions with most options, and after as many steps as a
    /// decision has options for all others. Paths that a limit forbids are left out, and their turns are lost.
    /// </summary>
    /// <remarks>FairNAS has the same number of options in every decision, so that each step is fair by itself; with other numbers no step of a fixed length can be.</remarks>
    public static readonly PathRule StrictlyFair = new FairRule();

    /// <summary>
    /// The largest network of drawn switches, by labels; then the smallest of them and two in between, by what the largest says (Yu et al. 2020, BigNAS, sandwich rule and in-place distillation).
    /// Sizes are the decisions whose options are numbers; the other decisions are drawn once in a step. Where a limit forbids the largest or the smallest, sizes are drawn in its place.
    /// </summary>
    public static readonly PathRule Sandwich = new SandwichRule();

    /// <summary>The paths of a step, in order.</summary>
    /// <param name="space">The space.</param>
    /// <param name="allows">Whether a path may be trained: what a limit forbids is drawn again, up to 10,000 times.</param>
    /// <param name="step">The number of the step, counted from 0.</param>
    /// <param name="seed">The key of all steps.</param>
    /// <exception cref="NascentException">None of the draws is allowed.</exception>
    public abstract ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, long step, Seed seed);

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
        throw new NascentException($"Search space '{space.Name}': found no network that keeps the limits among {MostDraws:N0} that were drawn, expected some; loosen the limits.");
    }

    private sealed class UniformRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, long step, Seed seed) =>
            [new(Allowed(space, allows, seed.Derive((ulong)step), space.Genotypes.SampleByDecision), 0)];
    }

    private sealed class FairRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, long step, Seed seed)
        {
            var count = space.Genotypes.Decisions.Select(decision => decision.Options.Length).DefaultIfEmpty(1).Max();
            var turns = space.Genotypes.Decisions.ToDictionary(decision => decision.Path, decision => Turns(decision, step * count, count, seed));
            var key = seed.Derive((ulong)step);
            var fair = Enumerable.Range(0, count).Select(path => space.Genotypes.Complete(decision => turns[decision.Path][path], key)).Where(allows).ToArray();
            return [.. (fair.Length > 0 ? fair : [Allowed(space, allows, key, space.Genotypes.SampleByDecision)]).Select(genotype => new SharedPath(genotype, 0))];
        }

        /// <summary>The options of some paths one after another: rounds of all options, each in an order of its own.</summary>
        private static int[] Turns(Decision decision, long first, int count, Seed seed)
        {
            var (options, key) = (decision.Options.Length, seed.Derive(decision.Path.Text));
            var turns = new List<int>(count + (2 * options));
            for (var round = first / options; turns.Count < (first % options) + count; round++)
            {
                int[] order = [.. Enumerable.Range(0, options)];
                key.Derive((ulong)round).Stream().Shuffle<int>(order);
                turns.AddRange(order);
            }

            return [.. turns.Skip((int)(first % options)).Take(count)];
        }
    }

    private sealed class SandwichRule : PathRule
    {
        public override ImmutableArray<SharedPath> PathsOf(SearchSpace space, Func<Genotype, bool> allows, long step, Seed seed)
        {
            var key = seed.Derive((ulong)step);
            int Draw(Decision decision, Seed draw) => draw.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length);
            Genotype With(Func<Decision, int> size) => space.Genotypes.Complete(decision => IsSize(decision) ? size(decision) : Draw(decision, key), key);
            Genotype Between(int number) => Allowed(space, allows, key.Derive("size").Derive(number), draw => With(decision => Draw(decision, draw)));
            Genotype Extreme(Func<Decision, int> size, int number) => With(size) is var extreme && allows(extreme) ? extreme : Between(number);
            return
            [
                new(Extreme(decision => decision.Options.IndexOf(decision.Options.MaxBy(Number)!), 0), 0), new(Extreme(decision => decision.Options.IndexOf(decision.Options.MinBy(Number)!), 1), 1),
                new(Between(2), 1), new(Between(3), 1),
            ];
        }

        private static bool IsSize(Decision decision) => decision.Options.All(option => double.TryParse(option, CultureInfo.InvariantCulture, out _));

        private static double Number(string option) => double.Parse(option, CultureInfo.InvariantCulture);
    }
}
