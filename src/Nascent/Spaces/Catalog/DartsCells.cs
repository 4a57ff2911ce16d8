using System.Collections.Immutable;
using Nascent.Architectures.Operators;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The space of DARTS (Liu et al. 2019): a normal and a reduction cell of four nodes, each of which adds two values.</summary>
/// <remarks>
/// A cell reads the outputs of the two cells before it, and gives all four nodes, one after another along the channels. Deviations: a node may read one value twice; operator <c>none</c> is left out, as the paper does when it derives
/// a cell; where the earlier input is larger, it is made smaller by average pooling. See <c>docs/spaces/darts-cells.md</c>.
/// </remarks>
public static class DartsCells
{
    /// <summary>The space's name.</summary>
    public const string Name = "darts-cells";

    private const int Nodes = 4;

    private static readonly ImmutableArray<NamedBlock> Operators =
    [
        new("skip_connect", Skip),
        new("max_pool_3x3", Pool(PoolKind.Max, kernel: 3)),
        new("avg_pool_3x3", Pool(PoolKind.Average, kernel: 3)),
        new("sep_conv_3x3", CellOperators.SeparableTwice(3)),
        new("sep_conv_5x5", CellOperators.SeparableTwice(5)),
        new("dil_conv_3x3", CellOperators.Dilated(3)),
        new("dil_conv_5x5", CellOperators.Dilated(5)),
    ];

    /// <summary>Makes the space.</summary>
    /// <param name="channels">Channels of a node in the first normal cells, at least 1; 16 in the paper's search, 36 in its network. Default 16.</param>
    /// <param name="repeats">Normal cells between reductions, at least 1; 2 in the paper's search, 6 in its network. Default 2.</param>
    /// <param name="dropPath">The probability that an operator is dropped at the end of training, in the range [0, 1); it rises from 0. Default 0; 0.2 in the paper's network.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static SearchSpace Create(int channels = 16, int repeats = 2, double dropPath = 0)
    {
        Block.Cell Cell(string name) => new(name, 2 + Nodes, CellOperators.Dropped(Operators, dropPath))
        {
            Inputs = 2,
            Prepare = CellOperators.Convolution(1),
            InputsPerNode = 2,
            Output = CellOutput.Concat,
        };

        return SearchSpace.Image(Name, net => CellStack.Build(net, Cell("normal"), Cell("reduction"), channels, repeats));
    }
}
