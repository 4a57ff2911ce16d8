using Nascent.Architectures.Operators;
using Nascent.Torch.Native;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Nascent.Torch.Modules.Operators;

/// <summary>All that this project knows of an operator: what it computes, in libtorch's operations, and what is read of it without computing.</summary>
/// <remarks>A new operator is one row of <see cref="Of"/>. Stages may compute it faster, see <c>docs/how-a-step-runs.md</c>; none has to.</remarks>
/// <param name="Forward">Its output. It must not overwrite what it reads.</param>
/// <param name="Conduction">What it does to a positive signal.</param>
/// <param name="Kind">The number by which learned predictors know it, from 0 to <see cref="Kinds"/> − 1. Operators that are alike may share one.</param>
internal sealed record TorchOperator(Func<OperatorCall, Tensor> Forward, Conduction Conduction, int Kind)
{
    /// <summary>How many kinds there are.</summary>
    public const int Kinds = 17;

    /// <summary>The row of an operator.</summary>
    public static TorchOperator Of(Operator op) => op switch
    {
        Operator.Convolution c => new(call => F.conv2d(call.X, call.Weights.Weight!, call.Weights.Bias, [c.Stride, c.Stride], [c.Padding, c.Padding], [c.Dilation, c.Dilation], c.Groups), Conduction.Layer, 0),
        Operator.Linear => new(call => F.linear(call.X, call.Weights.Weight!, call.Weights.Bias), Conduction.Layer, 1),
        Operator.BatchNorm n => new(call => BatchNorm(n, call), Conduction.Passes, 2),
        Operator.LayerNorm n => new(call => F.group_norm(call.X, 1, call.Weights.Weight, call.Weights.Bias, n.Epsilon), Conduction.Passes, 3),
        Operator.Activation a => new(call => PointwiseForward.Of(a.Function, call.X), PointwiseForward.IsGate(a.Function) ? Conduction.Opens : Conduction.Passes, 4),
        Operator.Pool { Kind: PoolKind.Max } p => new(call => F.max_pool2d(call.X, [p.Kernel, p.Kernel], [p.Stride, p.Stride], [p.Padding, p.Padding]), Conduction.Largest, 5),
        Operator.Pool p => new(call => F.avg_pool2d(call.X, [p.Kernel, p.Kernel], [p.Stride, p.Stride], [p.Padding, p.Padding], count_include_pad: false), Conduction.Linear, 6),
        Operator.GlobalPool { Kind: PoolKind.Max } => new(call => call.X.amax([2, 3], keepdim: true), Conduction.Largest, 5),
        Operator.GlobalPool => new(call => call.X.mean([2, 3], keepdim: true), Conduction.Linear, 7),
        Operator.Zero z => new(call => Every(z.Stride, call.X).mul(Scalars.Zero), Conduction.Linear, 8),
        Operator.Identity => new(call => call.X, Conduction.Linear, 9),
        Operator.Dropout d => new(call => call.Training ? Drop(call, d) : call.X, Conduction.Passes, 10),
        Operator.Add => new(call => Sum(call.Inputs), Conduction.Linear, 11),
        Operator.Multiply => new(call => call.X * call.Inputs[1], Conduction.Passes, 12),
        Operator.Concat => new(call => cat(call.Inputs, 1), Conduction.Linear, 13),
        Operator.Flatten => new(call => call.X.flatten(1), Conduction.Linear, 14),
        Operator.Resize r => new(call => F.interpolate(call.X, [r.Height, r.Width], mode: InterpolationMode.Bilinear, align_corners: false), Conduction.Linear, 15),
        Operator.Slice s => new(call => call.X.narrow(1, s.First, s.Channels), Conduction.Linear, 16),
        Operator.BackboneFeatures b => new(call => call.X.narrow(1, b.First, b.Features), Conduction.Linear, 16),
        Operator.PadChannels p => new(call => Pad(call.X, p.Channels), Conduction.Linear, 16),
        Operator.FeatureEmbedding e => new(call => Embedded(call, e.Size), Conduction.Layer, 1),
        Operator.PeriodicEmbedding e => new(call => Periodic(call, e), Conduction.Layer, 1),
        Operator.EnsembleInputs => new(EnsembleInputs, Conduction.Layer, 1),
        Operator.EnsembleOutputs => new(EnsembleOutputs, Conduction.Layer, 1),
        Operator.TreeEnsemble t => new(call => TreeForward.Of(t, call.X, call.Weights.Weight!), Conduction.Layer, 1),
        _ => throw new InvalidOperationException($"Operator {op.GetType().Name}: found no row in {nameof(TorchOperator)}, expected one."),
    };

    private static Tensor BatchNorm(Operator.BatchNorm op, OperatorCall call)
    {
        var w = call.Weights;
        return F.batch_norm(call.X, w.RunningMean, w.RunningVariance, w.Weight, w.Bias, call.Training, op.Momentum, op.Epsilon);
    }

    private static Tensor Embedded(OperatorCall call, int size)
    {
        var scaled = call.X.unsqueeze(2) * call.Weights.Weight!.view(-1, size);
        return (call.Weights.Bias is { } bias ? scaled.add(bias.view(-1, size), Scalars.One) : scaled).flatten(1);
    }

    /// <summary>(batch, features) → (batch, features, members, 1), channels last in memory.</summary>
    private static Tensor EnsembleInputs(OperatorCall call) => (call.X.unsqueeze(1) * call.Weights.Weight!.transpose(0, 1)).transpose(1, 2).unsqueeze(3);

    /// <summary>(batch, features, members, 1) → (batch, members · outputs) in training, the mean of members otherwise.</summary>
    private static Tensor EnsembleOutputs(OperatorCall call)
    {
        var ofMembers = call.X.squeeze(3).permute(2, 0, 1); // (members, batch, features)
        var products = ofMembers.bmm(call.Weights.Weight!.transpose(1, 2));
        var outputs = call.Weights.Bias is { } bias ? products.Plus(bias.unsqueeze(1)) : products;
        return call.Training ? outputs.transpose(0, 1).flatten(1) : outputs.mean([0]);
    }

    /// <summary>The feature and its cosines; without phases, as a score without training asks for, what is linear in it.</summary>
    private static Tensor Periodic(OperatorCall call, Operator.PeriodicEmbedding op)
    {
        var turned = call.X.unsqueeze(2) * call.Weights.Weight!.view(-1, op.Size).Times(2 * Math.PI * op.Frequency);
        var functions = call.Weights.Bias is { } bias ? turned.Plus(bias.view(-1, op.Size).Times(Math.PI)).cos() : turned;
        return cat([call.X, functions.flatten(1)], 1);
    }

    private static Tensor Every(int stride, Tensor x) =>
        stride == 1 ? x : x[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(step: stride), TensorIndex.Slice(step: stride)];

    private static Tensor Sum(Tensor[] inputs)
    {
        if (inputs.Length == 1)
            return inputs[0];
        var sum = inputs[0].add(inputs[1], Scalars.One);
        for (var i = 2; i < inputs.Length; i++)
            sum.add_(inputs[i], Scalars.One);
        return sum;
    }

    private static Tensor Pad(Tensor x, int channels)
    {
        var added = channels - x.shape[1];
        return F.pad(x, x.dim() == 4 ? [0, 0, 0, 0, 0, added] : [0, added]);
    }

    /// <summary>Sets elements, or all of a sample, to zero with a probability, and scales the others up.</summary>
    private static Tensor Drop(OperatorCall call, Operator.Dropout op)
    {
        var (x, rate) = (call.X, op.OfPaths ? op.Rate * call.Dropout.Progress : op.Rate);
        if (rate == 0)
            return x;
        using var generator = new Generator(call.Dropout.Seed.Derive(call.Path).Value, x.device);
        Tensor mask;
        using (no_grad())
            mask = (op.OfPaths ? empty([x.shape[0], .. Enumerable.Repeat(1L, x.shape.Length - 1)], x.dtype, x.device) : empty_like(x)).bernoulli_(1 - rate, generator).Over(1 - rate);
        return x * mask;
    }
}
