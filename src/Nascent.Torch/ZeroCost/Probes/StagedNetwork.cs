using Nascent.Architectures;
using Nascent.Torch.Modules.Operators;
using Nascent.Torch.Modules.Stages;
using Nascent.Torch.Modules.Weights;
using static TorchSharp.torch;

namespace Nascent.Torch.ZeroCost.Probes;

/// <summary>A network that runs by the stages that training runs by, which are faster than libtorch's autograd, for scores that need no second derivative.</summary>
/// <remarks>Batch statistics; dropout must have been taken out. Its tensors belong to the dispose scope it is used in.</remarks>
/// <param name="architecture">The simplified network, on the processor.</param>
/// <param name="weights">Its weights; running statistics change with each pass, and nothing reads them.</param>
internal sealed class StagedNetwork(Architecture architecture, WeightBuffers weights)
{
    private readonly OperatorGraph _graph = new(architecture, name => weights[name]);

    /// <summary>Which units of which pointwise function each sample activates; null where there is no such function.</summary>
    /// <remarks>Read as soon as a function has been computed, and values are let go after their last reader.</remarks>
    /// <param name="inputs">The batch.</param>
    public ActivationPatterns? PatternsOf(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var pass = Compile(byInput: false);
        var functions = pass.Activations;
        ActivationPatterns? patterns = null;
        pass.Forward([inputs], default, keep: false, (slot, value) =>
        {
            if (functions.TryGetValue(slot, out var function))
                (patterns ??= new((int)value.shape[0])).Add(value, ValueAtZero(function.Function), function.Times);
        });
        return patterns;
    }

    /// <summary>The gradient of the mean loss by all trained weights: (elements), in the places of <see cref="WeightBuffers.Values"/>.</summary>
    /// <param name="batch">The samples.</param>
    public Tensor GradientOfLoss(ZeroCostBatch batch)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        weights.Gradients.zero_();
        using var pass = Compile(byInput: false);
        pass.Backward(batch.GradientOf(pass.Forward([batch.Inputs], default)));
        return weights.Gradients.clone().MoveToOuterDisposeScope();
    }

    /// <summary>The gradient of the sum of all outputs by the input: (batch, elements of a sample), float64.</summary>
    /// <param name="inputs">The batch.</param>
    public Tensor GradientByInput(Tensor inputs)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var pass = Compile(byInput: true);
        var gradient = pass.Backward(ones_like(pass.Forward([inputs], default)), byWeights: false) ?? zeros_like(inputs);
        return gradient.reshape(inputs.shape[0], -1).to(ScalarType.Float64).MoveToOuterDisposeScope();
    }

    private NetworkPass Compile(bool byInput) => StageCompiler.Compile(_graph, byInput);

    // All pointwise functions are above this exactly where what they read is above 0, but for rounding.
    private static float ValueAtZero(ActivationFunction function) => PointwiseForward.IsGate(function) ? 0.5f : 0;
}
