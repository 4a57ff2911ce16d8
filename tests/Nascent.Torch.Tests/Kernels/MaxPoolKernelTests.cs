using Nascent.Randomness;
using Nascent.Torch.Kernels;
using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Kernels;

public sealed unsafe class MaxPoolKernelTests
{
    [Theory]
    [InlineData(2, 16, 8, 6)]
    [InlineData(2, 32, 7, 9)]
    [InlineData(3, 48, 10, 9)]
    public void Values_and_gradients_are_those_of_libtorch_whichever_values_are_equal(int side, int channels, int height, int width)
    {
        LibTorch.Load();
        using var scope = NewDisposeScope();
        var x = FewValues("x", 3, channels, height, width).requires_grad_();
        var expected = nn.functional.max_pool2d(x, [side, side], [side, side]);
        var gradient = FewValues("gradient", expected.shape);
        expected.backward([gradient]);

        var kernel = new MaxPoolKernel(side);
        Tensor y = FewValues("y", expected.shape), byInput = FewValues("z", x.shape);
        kernel.Apply(TensorMemory.Pointer(x), x.shape, TensorMemory.Pointer(y));
        kernel.Gradient(TensorMemory.Pointer(x), x.shape, TensorMemory.Pointer(y), TensorMemory.Pointer(gradient), TensorMemory.Pointer(byInput));
        TensorMemory.Span(y).SequenceEqual(TensorMemory.Span(expected)).ShouldBeTrue();
        TensorMemory.Span(byInput).SequenceEqual(TensorMemory.Span(x.grad!)).ShouldBeTrue();
    }

    /// <summary>Whole numbers from −2 to 2, so that most windows hold their largest value twice.</summary>
    private static Tensor FewValues(string name, params long[] sizes)
    {
        var tensor = ChannelsLast.Empty(sizes, CPU);
        var stream = new Seed(1).Derive(name).Stream();
        foreach (ref var value in TensorMemory.Span(tensor))
            value = stream.NextInt(5) - 2;
        return tensor;
    }
}
