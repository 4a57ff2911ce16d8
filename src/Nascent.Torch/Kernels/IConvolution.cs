namespace Nascent.Torch.Kernels;

/// <summary>A convolution without bias of images (batch, height, width, channels), with its gradients.</summary>
internal unsafe interface IConvolution
{
    /// <summary>The output's (batch, channels, height, width), from the input's.</summary>
    long[] OutputSizes(long[] sizes);

    /// <summary>The output.</summary>
    /// <param name="x">(batch, height, width, channels).</param>
    /// <param name="sizes">(batch, channels, height, width) of x.</param>
    /// <param name="kernel">(outputs, kernel, kernel, inputs of a group).</param>
    /// <param name="y">Of the output's sizes.</param>
    void Forward(float* x, long[] sizes, float* kernel, float* y);

    /// <summary>The gradient by the input, from that by the output.</summary>
    /// <param name="gradient">Of the output's sizes.</param>
    /// <param name="sizes">(batch, channels, height, width) of x.</param>
    /// <param name="kernel">As forward.</param>
    /// <param name="result">Of the sizes of x.</param>
    /// <param name="add">Whether it is added to what is there.</param>
    void InputGradient(float* gradient, long[] sizes, float* kernel, float* result, bool add);

    /// <summary>The gradient by the kernel, from that by the output.</summary>
    /// <param name="x">As forward.</param>
    /// <param name="gradient">Of the output's sizes.</param>
    /// <param name="sizes">(batch, channels, height, width) of x.</param>
    /// <param name="result">Of the kernel's sizes; what is there is lost.</param>
    void KernelGradient(float* x, float* gradient, long[] sizes, float* result);
}
