using Nascent.Randomness;
using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Kernels;

/// <summary>Sets a convolution kernel beside libtorch's: the output and both gradients, twice, and once added to what is there.</summary>
internal static unsafe class ConvolutionCheck
{
    public static void Check(IConvolution convolution, long[] inputSizes, long[] kernelSizes, int stride, int padding, int groups)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var x = Random("x", inputSizes).requires_grad_();
        var kernel = Random("kernel", kernelSizes).requires_grad_();
        var expected = nn.functional.conv2d(x, kernel, strides: [stride, stride], padding: [padding, padding], groups: groups);
        var gradient = Random("gradient", expected.shape);
        expected.backward([gradient]);
        convolution.OutputSizes(x.shape).ShouldBe(expected.shape);
        float[]? first = null;
        for (var turn = 0; turn < 2; turn++) // the second finds the workspace as the first left it, and gives the same bits
        {
            Tensor y = Random("y", expected.shape), byInput = Random("by input", inputSizes), byKernel = Random("by kernel", kernelSizes);
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
