using System.Collections.Immutable;
using System.Globalization;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The space of NAS-Bench-201 (Dong and Yang 2020): one cell of four nodes, whose six edges choose among five operators.</summary>
/// <remarks>
/// The macro network is theirs: a 3×3 stem with batch normalisation, three stages of cells with c, 2c and 4c channels, between them a residual
/// block with stride 2, then batch normalisation, ReLU, global average pooling and a linear layer. All cells share one set of answers.
/// See <c>docs/spaces/nas-bench-201.md</c>.
/// </remarks>
public static class NasBench201
{
    /// <summary>The space's name.</summary>
    public const string Name = "nas-bench-201";

    /// <summary>The number of nodes of a cell, with its input.</summary>
    public const int Nodes = 4;

    /// <summary>The words of the operators, in the order of the published tables.</summary>
    public static readonly ImmutableArray<string> Operators = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>Makes the space; by default with the network of the paper, otherwise with a smaller proxy.</summary>
    /// <param name="channels">Channels of the first stage, at least 1; 16 in the paper.</param>
    /// <param name="cellsPerStage">Cells in each stage, at least 1; 5 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static SearchSpace Create(int channels = 16, int cellsPerStage = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(cellsPerStage, 1);
        return SearchSpace.Image(Name, net => net
            .Define("cell", new Block.Cell("cell", Nodes,
            [
                new("none", Zero),
                new("skip_connect", Skip),
                new("nor_conv_1x1", ReluConvNorm(kernel: 1)),
                new("nor_conv_3x3", ReluConvNorm(kernel: 3)),
                new("avg_pool_3x3", Pool(PoolKind.Average, kernel: 3)),
            ]))
            .Conv("stem", channels: channels, kernel: 3, activation: Linearly)
            .Group("stage1", stage => Cells(stage, cellsPerStage))
            .Add(Reduction("reduction1", 2 * channels))
            .Group("stage2", stage => Cells(stage, cellsPerStage))
            .Add(Reduction("reduction2", 4 * channels))
            .Group("stage3", stage => Cells(stage, cellsPerStage))
            .Normalise("last_norm").Activate("last_act")
            .GlobalPool().Classifier());
    }

    /// <summary>The genotype of a published string, such as <c>|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|avg_pool_3x3~2|</c>.</summary>
    /// <exception cref="NascentException">The string is not of that form; the message says where.</exception>
    public static Genotype Parse(string text)
    {
        var answers = ImmutableArray.CreateBuilder<(DecisionPath, string)>();
        var nodes = text.Split('+');
        if (nodes.Length != Nodes - 1)
            throw Error(text, $"{nodes.Length} nodes", $"{Nodes - 1} nodes joined by '+'");
        for (var node = 1; node < Nodes; node++)
        {
            var edges = nodes[node - 1].Trim('|').Split('|');
            if (edges.Length != node)
                throw Error(text, $"{edges.Length} edges into node {node}", $"{node}");
            for (var from = 0; from < node; from++)
            {
                var separator = edges[from].LastIndexOf('~');
                if (separator < 0 || edges[from][(separator + 1)..] != from.ToString(CultureInfo.InvariantCulture))
                    throw Error(text, $"edge '{NascentException.Echo(edges[from])}' into node {node}", $"operator~{from}");
                var op = edges[from][..separator];
                if (!Operators.Contains(op))
                    throw new NascentException($"NAS-Bench-201 string '{NascentException.Echo(text)}': {NascentException.UnknownName("operator", op, Operators).Message}");
                answers.Add((Edge(node, from), op));
            }
        }

        return Genotype.Trusted(answers.ToImmutable());
    }

    /// <summary>The published string of a genotype of this space.</summary>
    /// <exception cref="NascentException">The genotype does not answer one of the six edges.</exception>
    public static string Format(Genotype genotype) => string.Join('+', Enumerable.Range(1, Nodes - 1).Select(node =>
        $"|{string.Join('|', Enumerable.Range(0, node).Select(from => $"{genotype[Edge(node, from)] ?? throw Error(genotype.ToString(), $"no answer to '{Edge(node, from)}'", "one")}~{from}"))}|"));

    private static DecisionPath Edge(int node, int from) => new($"cell.node[{node}].from[{from}]");

    private static Block ReluConvNorm(int kernel, Choice<int>? channels = null, Choice<int>? stride = null) =>
        Chain(Activate(Relu, "relu"), Conv(channels, kernel, stride, activation: Linearly));

    private static BlockBuilder Cells(BlockBuilder stage, int count) =>
        stage.Add(new Block.Repeat("cell", count, new Block.Use("cell", "cell")));

    private static Block.Branches Reduction(string name, int channels) => new(name, MergeKind.Add,
    [
        new("body", Chain(
            new Block.Group("conv_a", ReluConvNorm(3, channels, stride: 2)),
            new Block.Group("conv_b", ReluConvNorm(3, channels, stride: 1)))),
        new("shortcut", Chain(
            Pool(PoolKind.Average, kernel: 2, stride: 2),
            new Block.Convolution { Channels = channels, Kernel = 1, Stride = 1, Bias = false, Norm = Normalisation.None, Activation = Linearly })),
    ]);

    private static NascentException Error(string text, string found, string expected) => new($"NAS-Bench-201 string '{NascentException.Echo(text)}': found {found}, expected {expected}.");
}
