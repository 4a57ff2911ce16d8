using System.Collections.Immutable;
using static Nascent.Spaces.SpaceSyntax;

namespace Nascent.Spaces.Catalog;

/// <summary>Operators of cells in the order ReLU, convolution, batch normalisation (Zoph et al. 2018, Liu et al. 2019).</summary>
internal static class CellOperators
{
    /// <summary>A convolution.</summary>
    /// <param name="kernel">Its side.</param>
    public static Block Convolution(int kernel) => Chain(Activate(Relu, "relu"), Conv(kernel: kernel, activation: Linearly));

    /// <summary>A depthwise-separable convolution with dilation 2.</summary>
    /// <param name="kernel">The side of its kernel.</param>
    public static Block Dilated(int kernel) => Chain(Activate(Relu, "relu"), Separable(kernel: kernel, activation: Linearly) with { Dilation = 2 });

    /// <summary>A depthwise-separable convolution twice; the first takes the stride.</summary>
    /// <param name="kernel">The side of both.</param>
    public static Block SeparableTwice(int kernel) => Chain(
        Activate(Relu, "relu"), Separable(kernel: kernel, activation: Linearly, name: "first"),
        Activate(Relu, "relu2"), Separable(kernel: kernel, stride: 1, activation: Linearly, name: "second"));

    /// <summary>The operators of which each is dropped at times while training; an identity never is (Liu et al. 2019).</summary>
    /// <param name="operators">The operators.</param>
    /// <param name="rate">The probability at the end of training, in the range [0, 1); at 0 they are left as they are.</param>
    public static ValueArray<NamedBlock> Dropped(ImmutableArray<NamedBlock> operators, double rate) =>
        new([.. operators.Select(op => rate == 0 || op.Block is Block.Skip ? op : op with { Block = Chain(op.Block, DropPath(rate)) })]);
}
