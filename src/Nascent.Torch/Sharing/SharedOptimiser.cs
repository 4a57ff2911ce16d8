using System.Numerics;
using Nascent.Architectures;
using Nascent.Estimation;

namespace Nascent.Torch.Sharing;

/// <summary>Changes shared weights by their gradients, as the recipe's optimiser changes those of a network: those that some path of the step has read, and no others.</summary>
/// <remarks>SGD with Nesterov momentum or AdamW, as in <see cref="Training.Optimisers.NesterovSgd"/> and <see cref="Training.Optimisers.AdamW"/>; weights that no path reads keep their momentum as it is.</remarks>
/// <param name="recipe">How they are trained.</param>
/// <param name="norms">Whether scale and shift of normalisations are changed.</param>
internal sealed class SharedOptimiser(TrainingRecipe recipe, bool norms = true)
{
    private const float SecondDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <summary>Takes a step and sets the gradients to zero.</summary>
    /// <returns>The 2-norm of the gradient before clipping.</returns>
    public double Step(Supernet supernet, double learningRate)
    {
        var squares = 0.0;
        foreach (var weight in supernet.Touched.Where(IsTrained))
            squares += SumOfSquares(weight.Gradients);
        var norm = Math.Sqrt(squares);
        if (!double.IsFinite(norm))
            return norm;
        var factor = recipe.GradientClip > 0 && norm > recipe.GradientClip ? (float)(recipe.GradientClip / norm) : 1;
        foreach (var weight in supernet.Touched.Where(IsTrained))
        {
            var decay = weight.Role == WeightRole.Kernel ? (float)recipe.WeightDecay : 0;
            if (recipe.Optimiser == OptimiserKind.AdamW)
                Adam(weight, factor, decay, learningRate);
            else
                Nesterov(weight, factor, decay, (float)learningRate);
        }

        supernet.ClearGradients();
        return norm;
    }

    private bool IsTrained(SharedWeight weight) => norms || weight.Role is not (WeightRole.Scale or WeightRole.Shift);

    private void Nesterov(SharedWeight weight, float factor, float decay, float rate)
    {
        weight.Remember(1);
        Span<float> values = weight.Values, gradients = weight.Gradients, velocity = weight.Memory[0];
        var momentum = (float)recipe.Momentum;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var w = new Vector<float>(values[i..]);
            var g = (new Vector<float>(gradients[i..]) * factor) + (w * decay);
            var v = (new Vector<float>(velocity[i..]) * momentum) + g;
            v.CopyTo(velocity[i..]);
            (w - ((g + (v * momentum)) * rate)).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            var g = (gradients[i] * factor) + (values[i] * decay);
            velocity[i] = (velocity[i] * momentum) + g;
            values[i] -= (g + (velocity[i] * momentum)) * rate;
        }
    }

    private void Adam(SharedWeight weight, float factor, float decay, double rate)
    {
        weight.Remember(2);
        var steps = ++weight.Steps;
        Span<float> values = weight.Values, gradients = weight.Gradients, mean = weight.Memory[0], square = weight.Memory[1];
        var momentum = (float)recipe.Momentum;
        var scale = (float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, steps)));
        var rateOfStep = (float)(rate / (1 - Math.Pow(recipe.Momentum, steps)));
        var kept = (float)(1 - (rate * decay));
        for (var i = 0; i < values.Length; i++)
        {
            var g = gradients[i] * factor;
            mean[i] = (mean[i] * momentum) + (g * (1 - momentum));
            square[i] = (square[i] * SecondDecay) + (g * g * (1 - SecondDecay));
            values[i] = (values[i] * kept) - (rateOfStep * mean[i] / ((MathF.Sqrt(square[i]) * scale) + Epsilon));
        }
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var v = new Vector<float>(values[i..]);
            sums += v * v;
        }

        var sum = (double)Vector.Sum(sums);
        for (; i < values.Length; i++)
            sum += values[i] * values[i];
        return sum;
    }
}
