using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Kernels;

namespace Nascent.Torch.Tests.Kernels;

public sealed class DepthwiseConvolutionTests
{
    [Theory]
    [InlineData(2, 16, 3, 1, 1, 1, 1)]
    [InlineData(3, 32, 3, 1, 1, 2, 5)]
    [InlineData(2, 48, 3, 1, 1, 14, 14)]
    [InlineData(2, 16, 3, 2, 1, 28, 28)]
    [InlineData(2, 32, 3, 2, 1, 7, 6)]
    [InlineData(2, 16, 3, 2, 1, 1, 2)]
    [InlineData(2, 64, 5, 1, 2, 7, 7)]
    [InlineData(2, 16, 5, 2, 2, 14, 9)]
    [InlineData(2, 16, 5, 1, 2, 2, 3)]
    [InlineData(2, 32, 7, 1, 3, 8, 8)]
    [InlineData(2, 16, 3, 1, 0, 6, 9)]
    [InlineData(2, 16, 2, 2, 0, 6, 9)]
    [InlineData(2, 16, 3, 3, 2, 11, 10)]
    public void Outputs_and_gradients_are_those_of_libtorch(int batch, int channels, int side, int stride, int padding, int height, int width) => ConvolutionCheck.Check(
        new DepthwiseConvolution(new Operator.Convolution(channels, side, stride, padding, 1, channels, false), new Workspace(DepthwiseConvolution.Parts)),
        [batch, channels, height, width], [channels, 1, side, side], stride, padding, channels);

    [Fact]
    public void Other_convolutions_are_left_to_libtorch()
    {
        var op = new Operator.Convolution(32, 3, 1, 1, 1, 32, false);
        static TensorShape Image(int channels) => TensorShape.Image(channels, 8, 8);
        DepthwiseConvolution.Supports(op, Image(32)).ShouldBe(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated);
        DepthwiseConvolution.Supports(op with { Channels = 24, Groups = 24 }, Image(24)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Channels = 64 }, Image(32)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Groups = 16 }, Image(32)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Dilation = 2 }, Image(32)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Padding = 3 }, Image(32)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Kernel = 1, Padding = 0 }, Image(32)).ShouldBeFalse();
        DepthwiseConvolution.Supports(op with { Bias = true }, Image(32)).ShouldBeFalse();
    }
}
