using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Torch.Modules.Weights;
using Nascent.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Training.Optimisers;

/// <summary>v ← μ v + g + λ w; w ← w − η (g + λ w + μ v), as PyTorch's SGD with nesterov (Sutskever et al. 2013, in Bengio's form).</summary>
internal sealed class NesterovSgd(WeightBuffers weights, TrainingRecipe recipe) : FlatOptimiser(weights, recipe)
{
    private readonly Tensor _velocity = zeros_like(weights.Values).DetachFromDisposeScope();
    private readonly Tensor _decayedValues = weights.Values.narrow(0, 0, weights.DecayedCount).DetachFromDisposeScope();
    private readonly Tensor _decayedGradients = weights.Gradients.narrow(0, 0, weights.DecayedCount).DetachFromDisposeScope();

    public override ImmutableArray<Tensor> Memory => [_velocity];

    public override void Dispose()
    {
        _velocity.Dispose();
        _decayedValues.Dispose();
        _decayedGradients.Dispose();
    }

    protected override void Change(double learningRate)
    {
        using var decay = Recipe.WeightDecay.ToScalar();
        using var momentum = Recipe.Momentum.ToScalar();
        using var ofGradient = (-learningRate).ToScalar();
        using var ofVelocity = (-learningRate * Recipe.Momentum).ToScalar();
        if (Recipe.WeightDecay > 0)
            _decayedGradients.add_(_decayedValues, decay);
        _velocity.mul_(momentum).add_(Weights.Gradients, Scalars.One);
        Weights.Values.add_(Weights.Gradients, ofGradient).add_(_velocity, ofVelocity);
    }
}
