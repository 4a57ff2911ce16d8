using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Torch.Kernels;
using Nascent.Torch.Kernels.Winograd;

namespace Nascent.Torch.Tests.Kernels;

public sealed class WinogradConvolutionTests
{
    [Theory]
    [InlineData(2, 16, 16, 1, 1)]
    [InlineData(3, 16, 32, 2, 5)]
    [InlineData(5, 32, 16, 7, 7)]
    [InlineData(2, 48, 80, 6, 3)]
    [InlineData(9, 64, 64, 8, 8)]
    [InlineData(2, 192, 160, 4, 9)]
    [InlineData(2, 16, 48, 33, 31)]
    public void Outputs_and_gradients_are_those_of_libtorch(int batch, int inputs, int outputs, int height, int width) => ConvolutionCheck.Check(
        new WinogradConvolution(inputs, outputs, new Workspace(WinogradConvolution.Parts)), [batch, inputs, height, width], [outputs, inputs, 3, 3], stride: 1, padding: 1, groups: 1);

    [Fact]
    public void Other_convolutions_are_left_to_libtorch()
    {
        var op = new Operator.Convolution(32, 3, 1, 1, 1, 1, false);
        static TensorShape Image(int channels, int height = 3, int width = 3) => TensorShape.Image(channels, height, width);
        WinogradConvolution.Supports(op, Image(16)).ShouldBe(WideVectors.AreFast);
        WinogradConvolution.Supports(op, Image(24)).ShouldBeFalse();
        WinogradConvolution.Supports(op, Image(16, height: 2)).ShouldBeFalse();
        WinogradConvolution.Supports(op, Image(16, width: 2)).ShouldBeFalse();
        WinogradConvolution.Supports(op, Image(4096)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Channels = 40 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Kernel = 5, Padding = 2 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Stride = 2 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Padding = 0 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Dilation = 2 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Groups = 16 }, Image(16)).ShouldBeFalse();
        WinogradConvolution.Supports(op with { Bias = true }, Image(16)).ShouldBeFalse();
    }
}
