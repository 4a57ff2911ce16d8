using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Torch.Modules.Weights;
using Nascent.Torch.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Training.Optimisers;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), β₂ = 0.999, ε = 1e-8.</summary>
internal sealed class AdamW(WeightBuffers weights, TrainingRecipe recipe) : FlatOptimiser(weights, recipe)
{
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly Tensor _mean = zeros_like(weights.Values).DetachFromDisposeScope();
    private readonly Tensor _square = zeros_like(weights.Values).DetachFromDisposeScope();
    private readonly Tensor _decayed = weights.Values.narrow(0, 0, weights.DecayedCount).DetachFromDisposeScope();
    private long _steps;

    public override ImmutableArray<Tensor> Memory => [_mean, _square];

    public override void GoOnAfter(long steps) => _steps = steps;

    public override void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
        _decayed.Dispose();
    }

    protected override void Change(double learningRate)
    {
        _steps++;
        using var kept = (1 - (learningRate * Recipe.WeightDecay)).ToScalar();
        using var firstDecay = Recipe.Momentum.ToScalar();
        using var first = (1 - Recipe.Momentum).ToScalar();
        using var secondDecay = SecondDecay.ToScalar();
        using var second = (1 - SecondDecay).ToScalar();
        using var bias = Math.Sqrt(1 - Math.Pow(SecondDecay, _steps)).ToScalar();
        using var epsilon = Epsilon.ToScalar();
        using var ofStep = (-learningRate / (1 - Math.Pow(Recipe.Momentum, _steps))).ToScalar();
        if (Recipe.WeightDecay > 0)
            _decayed.mul_(kept);
        _mean.mul_(firstDecay).add_(Weights.Gradients, first);
        _square.mul_(secondDecay).addcmul_(Weights.Gradients, Weights.Gradients, second);
        var root = _square.sqrt().div_(bias).add_(epsilon, Scalars.One);
        Weights.Values.addcdiv_(_mean, root, ofStep);
    }
}
