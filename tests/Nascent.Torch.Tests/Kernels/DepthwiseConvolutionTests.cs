using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Kernels;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Kernels;

public sealed unsafe class DepthwiseConvolutionTests
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
    public void Outputs_and_gradients_are_those_of_libtorch(int batch, int channels, int side, int stride, int padding, int height, int width)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var x = Random("x", batch, channels, height, width).requires_grad_();
        var kernel = Random("kernel", channels, 1, side, side).requires_grad_();
        var expected = nn.functional.conv2d(x, kernel, strides: [stride, stride], padding: [padding, padding], groups: channels);
        var gradient = Random("gradient", expected.shape);
        expected.backward([gradient]);

        var convolution = new DepthwiseConvolution(new Operator.Convolution(channels, side, stride, padding, 1, channels, false), new Workspace(DepthwiseConvolution.Parts));
        convolution.OutputSizes(x.shape).ShouldBe(expected.shape);
        float[]? first = null;
        for (var turn = 0; turn < 2; turn++) // the second finds the workspace as the first left it, and gives the same bits
        {
            Tensor y = Random("y", expected.shape), byInput = Random("i", x.shape), byKernel = Random("k", kernel.shape);
            convolution.Forward(TensorMemory.Pointer(x), x.shape, TensorMemory.Pointer(kernel), TensorMemory.Pointer(y));
            convolution.KernelGradient(TensorMemory.Pointer(x), TensorMemory.Pointer(gradient), x.shape, TensorMemory.Pointer(byKernel));
            convolution.InputGradient(TensorMemory.Pointer(gradient), x.shape, TensorMemory.Pointer(kernel), TensorMemory.Pointer(byInput), add: false);
            Near(y, expected);
            Near(byKernel, kernel.grad!);
            Near(byInput, x.grad!);
            float[] results = [.. TensorMemory.Span(y), .. TensorMemory.Span(byKernel), .. TensorMemory.Span(byInput)];
            first ??= results;
            results.SequenceEqual(first).ShouldBeTrue();
            convolution.InputGradient(TensorMemory.Pointer(gradient), x.shape, TensorMemory.Pointer(kernel), TensorMemory.Pointer(byInput), add: true);
            Near(byInput, x.grad! * 2);
        }
    }

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

    private static Tensor Random(string name, params long[] sizes)
    {
        var tensor = ChannelsLast.Empty(sizes, CPU);
        var stream = new Seed(1).Derive(name).Stream();
        foreach (ref var value in TensorMemory.Span(tensor))
            value = (float)stream.NextGaussian();
        return tensor;
    }

    /// <summary>Equal to within rounding of single precision, by the largest element.</summary>
    private static void Near(Tensor found, Tensor expected) =>
        ((found - expected).abs().max() / expected.abs().max()).item<float>().ShouldBeLessThan(1e-5f);
}
