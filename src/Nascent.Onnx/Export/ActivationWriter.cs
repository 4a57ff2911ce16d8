using Nascent.Architectures;

namespace Nascent.Onnx.Export;

/// <summary>Writes pointwise functions with the operators of opset 17.</summary>
internal static class ActivationWriter
{
    /// <summary>Adds the nodes of a function of <paramref name="x"/> and returns the name of its value.</summary>
    public static string Write(GraphWriter graph, ActivationFunction function, string path, string x) => function switch
    {
        ActivationFunction.Relu => graph.Node("Relu", path, path, [x]),
        ActivationFunction.Relu6 => graph.Node("Clip", path, path, [x, graph.Scalar(0), graph.Scalar(6)]),
        ActivationFunction.LeakyRelu => graph.Node("LeakyRelu", path, path, [x], [Attribute.Of("alpha", 0.01f)]),
        ActivationFunction.Elu => graph.Node("Elu", path, path, [x], [Attribute.Of("alpha", 1f)]),
        ActivationFunction.Silu => graph.Node("Mul", path, path, [x, graph.Node("Sigmoid", $"{path}.sigmoid", path, [x])]),
        ActivationFunction.Gelu => Gelu(graph, path, x),
        ActivationFunction.HardSwish => graph.Node("HardSwish", path, path, [x]),
        ActivationFunction.Sigmoid => graph.Node("Sigmoid", path, path, [x]),
        ActivationFunction.HardSigmoid => graph.Node("HardSigmoid", path, path, [x], [Attribute.Of("alpha", 1f / 6f), Attribute.Of("beta", 0.5f)]),
        ActivationFunction.Tanh => graph.Node("Tanh", path, path, [x]),
        _ => throw new InvalidOperationException($"Node '{path}': no ONNX form of the function {function}."),
    };

    /// <summary>x · (1 + erf(x / √2)) / 2, in the order of nodes that ONNX Runtime recognises and runs as one.</summary>
    private static string Gelu(GraphWriter graph, string path, string x)
    {
        var scaled = graph.Node("Div", $"{path}.scaled", path, [x, graph.Scalar(MathF.Sqrt(2))]);
        var erf = graph.Node("Erf", $"{path}.erf", path, [scaled]);
        var gate = graph.Node("Add", $"{path}.gate", path, [erf, graph.Scalar(1)]);
        var gated = graph.Node("Mul", $"{path}.gated", path, [x, gate]);
        return graph.Node("Mul", path, path, [gated, graph.Scalar(0.5f)]);
    }
}
