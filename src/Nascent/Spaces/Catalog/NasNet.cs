using System.Collections.Immutable;
using Nascent.Architectures.Operators;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>The space of NASNet (Zoph et al. 2018): a normal and a reduction cell, of which networks of any depth and width are stacked.</summary>
/// <remarks>
/// A cell reads the outputs of the two cells before it. Each of its blocks chooses two values among these and the blocks before, an operator for each, and how they are joined; what no block reads is the output, one after another
/// along the channels. The network is theirs for small images: a stem, and three times n normal cells, with a reduction cell between that doubles the filters. Deviations: the pairs of 1×3 and 3×1 and of 1×7 and 7×1 convolutions are left out;
/// where the earlier input is larger, it is made smaller by average pooling. See <c>docs/spaces/nasnet.md</c>.
/// </remarks>
public static class NasNet
{
    /// <summary>The space's name.</summary>
    public const string Name = "nasnet";

    private static readonly ImmutableArray<NamedBlock> Operators =
    [
        new("identity", Skip),
        new("avg_pool_3x3", Pool(PoolKind.Average, kernel: 3)),
        new("max_pool_3x3", Pool(PoolKind.Max, kernel: 3)),
        new("max_pool_5x5", Pool(PoolKind.Max, kernel: 5)),
        new("max_pool_7x7", Pool(PoolKind.Max, kernel: 7)),
        new("conv_1x1", CellOperators.Convolution(1)),
        new("conv_3x3", CellOperators.Convolution(3)),
        new("dil_conv_3x3", CellOperators.Dilated(3)),
        new("sep_conv_3x3", CellOperators.SeparableTwice(3)),
        new("sep_conv_5x5", CellOperators.SeparableTwice(5)),
        new("sep_conv_7x7", CellOperators.SeparableTwice(7)),
    ];

    /// <summary>Makes the space.</summary>
    /// <param name="filters">Filters of the first normal cells, at least 1; 32 in the paper's network for CIFAR-10. Default 16.</param>
    /// <param name="repeats">Normal cells between reductions, at least 1; 6 in the paper's network, 2 in its search. Default 2.</param>
    /// <param name="blocks">Blocks of a cell, at least 1; 5 in the paper, and the default.</param>
    /// <param name="dropPath">The probability that an operator is dropped at the end of training, in the range [0, 1); it rises from 0 (scheduled drop path). Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static SearchSpace Create(int filters = 16, int repeats = 2, int blocks = 5, double dropPath = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        Block.Cell Cell(string name) => new(name, 2 + blocks, CellOperators.Dropped(Operators, dropPath))
        {
            Inputs = 2,
            Prepare = CellOperators.Convolution(1),
            InputsPerNode = 2,
            Merge = OneOf(MergeKind.Add, MergeKind.Concat),
            Output = CellOutput.Unread,
        };

        return SearchSpace.Image(Name, net => CellStack.Build(net, Cell("normal"), Cell("reduction"), filters, repeats));
    }
}
