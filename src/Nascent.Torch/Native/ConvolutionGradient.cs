using System.Runtime.InteropServices;
using Nascent.Architectures.Operators;
using static TorchSharp.torch;

namespace Nascent.Torch.Native;

/// <summary>The gradient of a convolution, through libtorch's stable C interface: TorchSharp has it through autograd only.</summary>
internal static unsafe partial class ConvolutionGradient
{
    /// <summary>Gradients by the input, the kernel and the bias; null where they are not asked for.</summary>
    /// <param name="gradient">By the output: (batch, out, height, width).</param>
    /// <param name="input">(batch, in, height, width).</param>
    /// <param name="kernel">(out, in / groups, kernel, kernel).</param>
    /// <param name="op">The convolution.</param>
    /// <param name="byInput">Whether the gradient by the input is wanted.</param>
    /// <param name="byWeights">Whether those by the kernel and the bias are.</param>
    public static (Tensor? Input, Tensor? Kernel, Tensor? Bias) Compute(Tensor gradient, Tensor input, Tensor kernel, Operator.Convolution op, bool byInput, bool byWeights)
    {
        var biasSize = (long)op.Channels;
        var biasSizes = &biasSize;
        var stride = stackalloc long[] { op.Stride, op.Stride };
        var padding = stackalloc long[] { op.Padding, op.Padding };
        var dilation = stackalloc long[] { op.Dilation, op.Dilation };
        var outputPadding = stackalloc long[] { 0, 0 };
        var mask = stackalloc int[] { byInput ? 1 : 0, byWeights ? 1 : 0, byWeights && op.Bias ? 1 : 0 };
        nint first = 0, second = 0, third = 0;
        var error = aoti_torch_cpu_convolution_backward(
            gradient.Handle, input.Handle, kernel.Handle, op.Bias ? &biasSizes : null, 1, stride, 2, padding, 2, dilation, 2, 0, outputPadding, 2, op.Groups, mask, 3, &first, &second, &third);
        GC.KeepAlive(gradient);
        GC.KeepAlive(input);
        GC.KeepAlive(kernel);
        if (error != 0)
            throw new InvalidOperationException("libtorch could not compute the gradient of a convolution; its message is on standard error.");
        return (Take(first, byInput), Take(second, byWeights), Take(third, byWeights && op.Bias));
    }

    private static Tensor? Take(nint handle, bool wanted)
    {
        if (handle == 0)
            return null;
        var tensor = Tensor.UnsafeCreateTensor(handle);
        if (wanted)
            return tensor;
        tensor.Dispose();
        return null;
    }

    [LibraryImport("torch_cpu")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial int aoti_torch_cpu_convolution_backward(
        nint gradient, nint input, nint weight, long** biasSizes, long biasSizesLength, long* stride, long strideLength, long* padding, long paddingLength,
        long* dilation, long dilationLength, int transposed, long* outputPadding, long outputPaddingLength, long groups, int* mask, long maskLength, nint* first, nint* second, nint* third);
}
