using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Trees.Forests;

/// <summary>Boosted trees, round by round: what all of them say together is a score for each class before softmax, or a standardised number.</summary>
/// <param name="outputs">Values that it gives.</param>
/// <param name="rounds">The trees of each round, each with the output that it adds to. Of two classes the first has a score of 0 and no tree.</param>
internal sealed class Forest(int outputs, ImmutableArray<ImmutableArray<(int Output, Tree Tree)>> rounds)
{
    /// <summary>The name of its network.</summary>
    public const string Name = "boosted-trees";

    private const string Path = "trees";

    /// <summary>What is said after each round, in the same array: (samples, outputs), row-major.</summary>
    public IEnumerable<float[]> Growing(SampleValues.Columns table)
    {
        var (width, said) = (table.FeatureCount, new float[table.Features.Length / table.FeatureCount * outputs]);
        foreach (var round in rounds)
        {
            foreach (var (output, tree) in round)
                for (var (sample, at) = (0, 0); at < table.Features.Length; sample++, at += width)
                    said[(sample * outputs) + output] += tree.Of(table.Features.AsSpan(at, width));
            yield return said;
        }
    }

    /// <summary>The same as a network with its weights.</summary>
    public (Architecture Network, ImmutableArray<NamedTensor> Weights) ToNetwork(Signature signature)
    {
        (int Output, Tree Tree)[] trees = [.. rounds.SelectMany(round => round)];
        var rows = new List<float[]>(trees.Select(_ => Array.Empty<float>())); // roots first
        foreach (var (root, (output, tree)) in trees.Index())
            Add(root, output, tree, tree.Features.Length == 0 ? ~0 : 0);
        var table = new NamedTensor($"{Path}.weight", [rows.Count, Operator.TreeEnsemble.Columns], [.. rows.SelectMany(row => row)]);
        return (NetworkOf(table, signature), [table]);

        void Add(int row, int output, Tree tree, int at)
        {
            if (at < 0)
            {
                rows[row] = [0, 0, row, row, output, tree.Values[~at]];
                return;
            }

            var (lower, upper) = (rows.Count, rows.Count + 1);
            rows.AddRange([[], []]);
            rows[row] = [tree.Features[at], tree.Thresholds[at], lower, upper, output, 0];
            Add(lower, output, tree, tree.Lower[at]);
            Add(upper, output, tree, tree.Upper[at]);
        }
    }

    /// <summary>The network of a table of nodes.</summary>
    /// <exception cref="NascentException">The table is damaged.</exception>
    public static Architecture NetworkOf(NamedTensor nodes, Signature signature)
    {
        var builder = new ArchitectureBuilder(Name);
        var input = signature.Inputs.Single();
        var trees = Operator.TreeEnsemble.Of(nodes, input.Type.Shape.Width, signature.OutputCount);
        builder.Output(signature.Output, builder.Add(new(Path), trees, builder.Input(input.Name, input.Type)));
        return builder.Build();
    }
}
