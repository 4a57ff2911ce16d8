using Nascent.Architectures;
using Nascent.Randomness;
using Nascent.Torch.Kernels;
using Nascent.Torch.Kernels.Winograd;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Kernels;

public sealed unsafe class WinogradConvolutionTests
{
    [Theory]
    [InlineData(2, 16, 16, 1, 1)]
    [InlineData(3, 16, 32, 2, 5)]
    [InlineData(5, 32, 16, 7, 7)]
    [InlineData(2, 48, 80, 6, 3)]
    [InlineData(9, 64, 64, 8, 8)]
    [InlineData(2, 192, 160, 4, 9)]
    [InlineData(2, 16, 48, 33, 31)]
    public void Outputs_and_gradients_are_those_of_libtorch(int batch, int inputs, int outputs, int height, int width)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var x = Random("x", batch, inputs, height, width).requires_grad_();
        var kernel = Random("kernel", outputs, inputs, 3, 3).requires_grad_();
        var gradient = Random("gradient", batch, outputs, height, width);
        var expected = nn.functional.conv2d(x, kernel, padding: [1, 1]);
        expected.backward([gradient]);

        var convolution = new WinogradConvolution(inputs, outputs, new Workspace(WinogradConvolution.Parts));
        float[]? first = null;
        for (var turn = 0; turn < 2; turn++) // the second finds the workspace as the first left it, and gives the same bits
        {
            Tensor y = Random("y", batch, outputs, height, width), byInput = zeros_like(x), byKernel = Random("k", outputs, inputs, 3, 3);
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
        var op = new Operator.Convolution(32, 3, 1, 1, 1, 1, false);
        static TensorShape Image(int channels, int height = 3, int width = 3) => TensorShape.Image(channels, height, width);
        WinogradConvolution.Supports(op, Image(16)).ShouldBe(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated);
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
