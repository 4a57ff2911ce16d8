using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Torch.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Training.Optimisers;

/// <summary>Changes all weights of a network at once by their gradients.</summary>
internal abstract class FlatOptimiser(WeightBuffers weights, TrainingRecipe recipe) : IDisposable
{
    protected WeightBuffers Weights { get; } = weights;

    protected TrainingRecipe Recipe { get; } = recipe;

    /// <summary>Takes a step and sets the gradients to zero; must run without gradient recording, inside a dispose scope.</summary>
    /// <returns>The 2-norm of the gradient before clipping.</returns>
    public double Step(double learningRate)
    {
        var norm = (double)Weights.Gradients.norm().item<float>();
        if (!double.IsFinite(norm))
            return norm;
        if (Recipe.GradientClip > 0 && norm > Recipe.GradientClip)
        {
            using var factor = (Recipe.GradientClip / norm).ToScalar();
            Weights.Gradients.mul_(factor);
        }

        Change(learningRate);
        Weights.Gradients.zero_();
        return norm;
    }

    /// <summary>What it remembers between steps beside their number: tensors with an element for each weight.</summary>
    public abstract ImmutableArray<Tensor> Memory { get; }

    /// <summary>Goes on as one that has taken so many steps; its <see cref="Memory"/> is the caller's to set.</summary>
    public virtual void GoOnAfter(long steps)
    {
    }

    /// <summary>The optimiser of a recipe.</summary>
    public static FlatOptimiser Of(WeightBuffers weights, TrainingRecipe recipe) =>
        recipe.Optimiser == OptimiserKind.AdamW ? new AdamW(weights, recipe) : new NesterovSgd(weights, recipe);

    public abstract void Dispose();

    protected abstract void Change(double learningRate);
}
