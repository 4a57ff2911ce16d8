using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Onnx.Export;

/// <summary>Which batch normalisations vanish into the convolution or linear layer before them.</summary>
/// <remarks>
/// Legal where the layer's value is read by the normalisation alone and is no output of the network. At inference
/// γ · (W x + b − μ) / √(σ² + ε) + β is one affine map, so it is a layer with other weights.
/// </remarks>
internal sealed class BatchNormFolding
{
    private readonly Dictionary<NodePath, Node> _normOfLayer = [];
    private readonly Dictionary<NodePath, NodePath> _layerOfNorm = [];

    public BatchNormFolding(Architecture architecture)
    {
        var readers = architecture.Nodes.SelectMany(node => node.Inputs)
            .Concat(architecture.Outputs.Select(port => port.Node))
            .CountBy(path => path).ToDictionary();
        var layers = architecture.Nodes.Where(node => node.Operator is Operator.Convolution or Operator.Linear).Select(node => node.Path).ToHashSet();
        foreach (var node in architecture.Nodes)
        {
            if (node.Operator is not Operator.BatchNorm || !layers.Contains(node.Inputs[0]) || readers[node.Inputs[0]] != 1)
                continue;
            _normOfLayer[node.Inputs[0]] = node;
            _layerOfNorm[node.Path] = node.Inputs[0];
        }
    }

    /// <summary>Whether a batch normalisation is folded into what it reads.</summary>
    public bool IsFolded(Node norm) => _layerOfNorm.ContainsKey(norm.Path);

    /// <summary>The kernel and the bias that a layer has after folding; no bias where it has none and nothing is folded into it.</summary>
    public (float[] Kernel, float[]? Bias) WeightsOf(Node layer, bool hasBias, WeightTable weights)
    {
        var kernel = weights[$"{layer.Path}.weight"];
        var bias = hasBias ? weights[$"{layer.Path}.bias"] : null;
        if (!_normOfLayer.TryGetValue(layer.Path, out var norm))
            return (kernel, bias);
        var (scale, shift) = AffineOf(norm, weights);
        var outputs = scale.Length;
        var perOutput = kernel.Length / outputs;
        var foldedKernel = new float[kernel.Length]; // (out, ...): one scale for each output
        for (var i = 0; i < kernel.Length; i++)
            foldedKernel[i] = (float)(kernel[i] * scale[i / perOutput]);
        var foldedBias = new float[outputs];
        for (var o = 0; o < outputs; o++)
            foldedBias[o] = (float)(((bias?[o] ?? 0) * scale[o]) + shift[o]);
        return (foldedKernel, foldedBias);
    }

    /// <summary>A batch normalisation at inference as a scale and a shift for each channel: γ / √(σ² + ε) and β − μ γ / √(σ² + ε).</summary>
    public static (double[] Scale, double[] Shift) AffineOf(Node norm, WeightTable weights)
    {
        var epsilon = ((Operator.BatchNorm)norm.Operator).Epsilon;
        var (gamma, beta) = (weights[$"{norm.Path}.weight"], weights[$"{norm.Path}.bias"]);
        var (mean, variance) = (weights[$"{norm.Path}.running_mean"], weights[$"{norm.Path}.running_var"]);
        var (scale, shift) = (new double[gamma.Length], new double[gamma.Length]);
        for (var c = 0; c < gamma.Length; c++)
        {
            scale[c] = gamma[c] / Math.Sqrt(variance[c] + epsilon);
            shift[c] = beta[c] - (mean[c] * scale[c]);
        }

        return (scale, shift);
    }
}
