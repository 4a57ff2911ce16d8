using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Reporting.Outcomes;

/// <summary>Operators in words, as tables and drawings show them.</summary>
public static class OperatorText
{
    /// <summary>An operator in words; the shape it reads tells a depthwise convolution.</summary>
    public static string Of(Operator op, TensorShape? input = null) => op switch
    {
        Operator.Convolution c => Convolution(c, input),
        Operator.Linear l => $"linear {l.Features}",
        Operator.FeatureEmbedding e => $"{e.Size} functions of each feature",
        Operator.PeriodicEmbedding e => $"each feature and {e.Size} periodic functions of it",
        Operator.EnsembleInputs e => $"{e.Members} members, features scaled for each",
        Operator.EnsembleOutputs e => $"mean of a linear {e.Features} of each member",
        Operator.BatchNorm => "batch norm",
        Operator.LayerNorm => "layer norm",
        Operator.Activation a => Of(a.Function),
        Operator.Pool p => $"{Of(p.Kind)} pool {p.Kernel}×{p.Kernel}{Stride(p.Stride)}",
        Operator.GlobalPool p => $"global {Of(p.Kind)} pool",
        Operator.Zero => "zero",
        Operator.Identity => "identity",
        Operator.Dropout { OfPaths: true } d => $"drop path {d.Rate:0.##}",
        Operator.Dropout d => $"dropout {d.Rate:0.##}",
        Operator.Add => "add",
        Operator.Multiply => "multiply",
        Operator.Concat => "concat",
        Operator.Flatten => "flatten",
        Operator.Resize r => $"resize {r.Height}×{r.Width}",
        Operator.BackboneFeatures b => $"{b.Features} features of the backbone",
        Operator.Slice s => s.First == 0 ? $"first {s.Channels} channels" : $"{s.Channels} channels from {s.First}",
        Operator.PadChannels p => $"pad to {p.Channels} channels",
        Operator.TreeEnsemble t => $"{t.Count:N0} {(t.Count == 1 ? "tree" : "trees")}",
        _ => op.GetType().Name,
    };

    /// <summary>An activation function's name.</summary>
    public static string Of(ActivationFunction function) => function switch
    {
        ActivationFunction.LeakyRelu => "leaky relu",
        ActivationFunction.HardSwish => "hard-swish",
        ActivationFunction.HardSigmoid => "hard-sigmoid",
        _ => function.ToString().ToLowerInvariant(),
    };

    private static string Convolution(Operator.Convolution c, TensorShape? input)
    {
        var depthwise = c.Groups > 1 && c.Groups == c.Channels && (input is null || input.Width == c.Groups);
        var name = depthwise ? "depthwise conv" : "conv";
        var groups = c.Groups > 1 && !depthwise ? $", {c.Groups} groups" : "";
        var dilation = c.Dilation > 1 ? $", dilation {c.Dilation}" : "";
        return $"{name} {c.Kernel}×{c.Kernel}{Stride(c.Stride)}{groups}{dilation}";
    }

    private static string Of(PoolKind kind) => kind == PoolKind.Max ? "max" : "average";

    private static string Stride(int stride) => stride > 1 ? $" /{stride}" : "";
}
