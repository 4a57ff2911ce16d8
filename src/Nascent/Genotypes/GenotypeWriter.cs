using System.Collections.Immutable;
using System.Numerics;
using Nascent.Randomness;

namespace Nascent.Genotypes;

/// <summary>Writes one genotype by walking a decision tree from its root.</summary>
internal readonly struct GenotypeWriter(DecisionTree tree)
{
    private readonly ImmutableArray<(DecisionPath, string)>.Builder _answers =
        ImmutableArray.CreateBuilder<(DecisionPath, string)>(Math.Min(64, tree.Decisions.Length));

    /// <summary>Answers a group by what <paramref name="choose"/> says of each decision as it opens.</summary>
    public void Fill(DecisionTree.Group group, Func<DecisionTree.Pick, int> choose)
    {
        foreach (var pick in group.Picks)
            Fill(Take(pick, choose(pick)), choose);
    }

    /// <summary>Answers a group in a way drawn uniformly over all: its decisions are independent, so large groups are drawn decision by decision.</summary>
    public void Draw(DecisionTree.Group group, RandomStream stream)
    {
        if (group.SmallSuffixes is { } suffixes)
        {
            Unrank(group, stream.NextUInt64(suffixes[0]));
            return;
        }

        foreach (var pick in group.Picks)
            Draw(Take(pick, Draw(pick, stream)), stream);
    }

    /// <summary>Answers a group as its <paramref name="index"/>-th way does.</summary>
    public void Unrank(DecisionTree.Group group, ulong index)
    {
        var suffixes = group.SmallSuffixes!;
        for (var i = 0; i < group.Picks.Length; i++)
        {
            var (own, rest) = Math.DivRem(index, suffixes[i + 1]);
            var (option, within) = Locate(group.Picks[i], own);
            Unrank(Take(group.Picks[i], option), within);
            index = rest;
        }
    }

    /// <summary>Answers a group as its <paramref name="index"/>-th way does, for groups of any size.</summary>
    public void Unrank(DecisionTree.Group group, BigInteger index)
    {
        if (group.SmallSuffixes is not null)
        {
            Unrank(group, (ulong)index);
            return;
        }

        for (var i = 0; i < group.Picks.Length; i++)
        {
            var own = BigInteger.DivRem(index, group.Suffixes[i + 1], out index);
            var option = 0;
            for (; own >= group.Picks[i].Branches[option].Count; option++)
                own -= group.Picks[i].Branches[option].Count;
            Unrank(Take(group.Picks[i], option), own);
        }
    }

    /// <summary>An option of a decision, drawn in proportion to the genotypes below each.</summary>
    public static int Draw(DecisionTree.Pick pick, RandomStream stream)
    {
        if (pick.SmallCount > 0)
            return Locate(pick, stream.NextUInt64(pick.SmallCount)).Option;
        var index = stream.NextBigInteger(pick.Count);
        var option = 0;
        for (; index >= pick.Branches[option].Count; option++)
            index -= pick.Branches[option].Count;
        return option;
    }

    public Genotype Finish() => Genotype.Trusted(_answers.DrainToImmutable());

    private DecisionTree.Group Take(DecisionTree.Pick pick, int option)
    {
        _answers.Add((pick.Decision.Path, pick.Decision.Options[option]));
        return pick.Branches[option];
    }

    private static (int Option, ulong Within) Locate(DecisionTree.Pick pick, ulong index)
    {
        var option = 0;
        for (; index >= pick.Branches[option].SmallSuffixes![0]; option++)
            index -= pick.Branches[option].SmallSuffixes![0];
        return (option, index);
    }
}
