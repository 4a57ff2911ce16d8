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
}
