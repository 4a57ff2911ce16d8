using Nascent.Architectures.Operators;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Native;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Scores;

/// <summary>How much the weights conduct: ln Σ |θ · ∂R/∂θ|, where R is the sum of the outputs for an input of ones, with the absolute value of each weight.</summary>
/// <remarks>
/// Tanaka, Kunin, Yamins and Ganguli 2020 (their R_SF and its synaptic saliency), summed over all kernels and matrices as by Abdelfattah et al. 2021. Computed in float64; every value is kept with a power
/// of two of its own, so that no depth overflows. There is no pass backward: R is a sum over paths of products of weights, so Σ |θ · ∂R/∂θ| is the derivative of R by one factor of all weights (Euler's theorem), which goes
/// forward beside the values. Normalisations are left out, as there; so are biases. What a positive signal passes unchanged, or nearly, is the identity: all
/// pointwise functions but sigmoids, which are gates and stand open at 1 (their weights conduct nothing). Does not exist where no path leads from the input to the output.
/// </remarks>
internal sealed class SynFlow : ZeroCostScore
{
    public override string Name => "synflow";

    public override string Help => "how much all paths conduct, with absolute weights and an input of ones";

    public override string Source => "Tanaka et al. 2020; Abdelfattah et al. 2021";

    public override double? Of(Probe probe) => Of(probe.Network);

    /// <summary>The score of a network with its weights.</summary>
    internal static double? Of(ProbeNetwork network)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = new ScaledTensor(Constant([1, .. network.Graph.Architecture.Inputs[0].Type.Shape.Axes.Select(axis => (long)axis.Size)]), 0);
        var (output, exponent, _) = network.Graph.Walk<ScaledTensor>([start], Conduct)[network.Graph.OutputSlot]!;
        var sum = output.narrow(0, 1, 1).sum().item<double>();
        return sum > 0 ? Math.Log(sum) + (exponent * Math.Log(2)) : null;
    }

    // Each value is (2, …): what arrives, and its derivative by a factor of all weights.
    private static ScaledTensor Conduct(ModuleStep step, ScaledTensor[] inputs) => step.Conduction switch
    {
        Conduction.Layer => inputs[0].By(x => Product(step, x)).Normalised(),
        Conduction.Linear => ScaledTensor.Together(inputs, together => step.Run(together, training: false)).Normalised(),
        Conduction.Passes => inputs[0],
        Conduction.Opens => new(Constant([1, .. inputs[0].Value.shape[1..]]), 0),
        Conduction.Largest => inputs[0].By(x => step.Node.Operator is Operator.Pool pool ? Largest(pool, x) : LargestOfAll(x)),
        _ => throw new InvalidOperationException($"Operator {step.Node.Operator.GetType().Name}: found no rule of {step.Conduction} in {nameof(SynFlow)}, expected one."),
    };

    /// <summary>Ones that depend on no weight.</summary>
    private static Tensor Constant(long[] sizes) => cat([ones(sizes, ScalarType.Float64), zeros(sizes, ScalarType.Float64)]);

    private static Tensor Product(ModuleStep layer, Tensor x)
    {
        var kernel = layer.Weights.Weight!.detach().to(ScalarType.Float64).abs();
        var y = layer.Node.Operator is Operator.Convolution { Groups: > 1 } c && c.Groups == c.Channels && c.Groups == x.shape[1]
            ? Depthwise(c, x, kernel) : layer.Run([x], training: false, weights: new(kernel));
        y.narrow(0, 1, 1).add_(y.narrow(0, 0, 1), Scalars.One); // the derivative of t · W x(t) is W x′ + W x, at t = 1
        return y;
    }

    // In float64 libtorch convolves group after group.
    private static Tensor Depthwise(Operator.Convolution op, Tensor x, Tensor kernel)
    {
        var padded = nn.functional.pad(x, [op.Padding, op.Padding, op.Padding, op.Padding]);
        long SizeOf(int axis) => ((padded.shape[axis] - (op.Dilation * (op.Kernel - 1)) - 1) / op.Stride) + 1;
        TensorIndex From(int offset, long size) => TensorIndex.Slice(offset * op.Dilation, (offset * op.Dilation) + ((size - 1) * op.Stride) + 1, op.Stride);
        var (height, width, sum) = (SizeOf(2), SizeOf(3), (Tensor?)null);
        for (var i = 0; i < op.Kernel; i++)
            for (var j = 0; j < op.Kernel; j++)
            {
                var part = padded[TensorIndex.Colon, TensorIndex.Colon, From(i, height), From(j, width)] * kernel[TensorIndex.Colon, 0, i, j].view(1, -1, 1, 1);
                sum = sum is null ? part : sum.add_(part, Scalars.One);
            }

        return sum!;
    }

    // The derivative of the largest is that of the first which is largest, as in autograd.
    private static Tensor Largest(Operator.Pool pool, Tensor x)
    {
        var (largest, place) = nn.functional.max_pool2d_with_indices(x.narrow(0, 0, 1), [pool.Kernel, pool.Kernel], [pool.Stride, pool.Stride], [pool.Padding, pool.Padding]);
        return cat([largest, x.narrow(0, 1, 1).flatten(2).gather(2, place.flatten(2)).view(largest.shape)]);
    }

    // Here it is the mean over all that are largest, as in autograd too.
    private static Tensor LargestOfAll(Tensor x)
    {
        var largest = x.narrow(0, 0, 1).amax([2, 3], keepdim: true);
        var where = x.narrow(0, 0, 1).eq(largest).to(ScalarType.Float64);
        return cat([largest, (x.narrow(0, 1, 1) * where).sum([2, 3], keepdim: true) / where.sum([2, 3], keepdim: true)]);
    }
}
