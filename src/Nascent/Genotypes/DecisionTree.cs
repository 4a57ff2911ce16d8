using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace Nascent.Genotypes;

/// <summary>The decisions of a space as a counted tree: what genotypes are drawn from.</summary>
/// <remarks>Each group multiplies its decisions' counts, each decision adds its options' counts; a genotype is a number below the root's count.</remarks>
internal sealed class DecisionTree
{
    private readonly FrozenDictionary<DecisionPath, int> _indices;

    public DecisionTree(OpenTree open)
    {
        var decisions = new List<Decision>();
        var indices = new Dictionary<DecisionPath, int>();
        Root = Close(open);
        Decisions = [.. decisions];
        _indices = indices.ToFrozenDictionary();
        Offsets = new int[Decisions.Length + 1];
        for (var i = 0; i < Decisions.Length; i++)
            Offsets[i + 1] = Offsets[i] + Decisions[i].Options.Length;

        Group Close(OpenTree tree)
        {
            var picks = new List<Pick>();
            Collect(tree, picks);
            return new Group([.. picks]);
        }

        void Collect(OpenTree tree, List<Pick> into)
        {
            switch (tree)
            {
                case OpenTree.All all:
                    foreach (var part in all.Parts)
                        Collect(part, into);
                    break;
                case OpenTree.Pick pick:
                    if (!indices.TryGetValue(pick.Decision.Path, out var index))
                    {
                        index = decisions.Count;
                        decisions.Add(pick.Decision);
                        indices.Add(pick.Decision.Path, index);
                    }

                    into.Add(new Pick(index, pick.Decision, [.. pick.Branches.Select(Close)]));
                    break;
            }
        }
    }

    public Group Root { get; }

    public ImmutableArray<Decision> Decisions { get; }

    /// <summary>Where each decision's options start in an encoding; the last element is the encoding's length.</summary>
    public int[] Offsets { get; }

    public int IndexOf(DecisionPath path) => _indices.GetValueOrDefault(path, -1);

    /// <summary>Decisions that are open together.</summary>
    public sealed class Group
    {
        public Group(Pick[] picks)
        {
            Picks = picks;
            Suffixes = new BigInteger[picks.Length + 1];
            Suffixes[picks.Length] = BigInteger.One;
            for (var i = picks.Length - 1; i >= 0; i--)
                Suffixes[i] = Suffixes[i + 1] * picks[i].Count;
            SmallSuffixes = Count <= ulong.MaxValue ? [.. Suffixes.Select(suffix => (ulong)suffix)] : null;
        }

        public Pick[] Picks { get; }

        /// <summary>The number of ways to answer all from the i-th on.</summary>
        public BigInteger[] Suffixes { get; }

        /// <summary>The same where all fit into 64 bits, else null.</summary>
        public ulong[]? SmallSuffixes { get; }

        public BigInteger Count => Suffixes[0];
    }

    /// <summary>One decision and the group that each option opens.</summary>
    public sealed class Pick(int index, Decision decision, Group[] branches)
    {
        public int Index { get; } = index;

        public Decision Decision { get; } = decision;

        public Group[] Branches { get; } = branches;

        public BigInteger Count { get; } = branches.Aggregate(BigInteger.Zero, (sum, branch) => sum + branch.Count);

        /// <summary>The same where it fits into 64 bits, else 0.</summary>
        public ulong SmallCount { get; } = branches.Aggregate(BigInteger.Zero, (sum, branch) => sum + branch.Count) is var count && count <= ulong.MaxValue ? (ulong)count : 0;
    }
}
