using System.Runtime.InteropServices;
using Nascent.Onnx.Schema;

namespace Nascent.Onnx.Quantisation;

/// <summary>The kernel of a layer in signed bytes, with a scale for each output.</summary>
/// <remarks>Symmetric: 0 stands for 0. The greatest absolute value of an output's weights is ±127.</remarks>
internal sealed class QuantisedWeights
{
    private const int Most = 127;
    private readonly float[] _kernel;

    private QuantisedWeights(float[] kernel, sbyte[] codes, float[] scales) => (_kernel, Codes, Scales) = (kernel, codes, scales);

    /// <summary>The bytes, as the kernel lies in memory: outputs first.</summary>
    public sbyte[] Codes { get; }

    /// <summary>One scale an output.</summary>
    public float[] Scales { get; }

    /// <summary>Quantises a kernel.</summary>
    public static QuantisedWeights Of(TensorProto tensor)
    {
        var kernel = MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        var outputs = (int)tensor.Dims[0];
        var of = kernel.Length / outputs;
        var (codes, scales) = (new sbyte[kernel.Length], new float[outputs]);
        for (var output = 0; output < outputs; output++)
        {
            var greatest = 0f;
            for (var i = output * of; i < (output + 1) * of; i++)
                greatest = Math.Max(greatest, Math.Abs(kernel[i]));
            scales[output] = Math.Max(greatest / Most, 1e-12f);
            for (var i = output * of; i < (output + 1) * of; i++)
                codes[i] = (sbyte)Math.Clamp(MathF.Round(kernel[i] / scales[output]), -Most, Most);
        }

        return new(kernel, codes, scales);
    }

    /// <summary>By how much each output is too large on average, since weights were rounded (Nagel et al. 2019, bias correction; borders of images are taken as if there were none).</summary>
    /// <param name="means">The mean of each channel that the layer reads.</param>
    /// <param name="groups">Groups of the convolution; 1 for a linear layer.</param>
    public double[] Shifts(double[] means, int groups)
    {
        var (outputs, inputs) = (Scales.Length, means.Length / groups);
        var (of, shifts) = (Codes.Length / outputs, new double[outputs]);
        var places = of / inputs;
        for (var output = 0; output < outputs; output++)
            for (var i = 0; i < of; i++)
            {
                var element = (output * of) + i;
                var channel = (output / (outputs / groups) * inputs) + (i / places);
                shifts[output] += ((Codes[element] * Scales[output]) - _kernel[element]) * means[channel];
            }

        return shifts;
    }
}
