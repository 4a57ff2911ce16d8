using System.Numerics;
using Nascent.Torch.Native;
using TorchSharp.Modules;

namespace Nascent.Torch.Training.Optimisers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1) over weights whose gradients autograd computes, with the decay of AdamW (Loshchilov and Hutter 2019, algorithm 2): β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
/// <remarks>In the place of TorchSharp's own, whose numbers the collector may free while libtorch reads them. What it remembers is 64-bit.</remarks>
/// <typeparam name="T">What the weights are made of.</typeparam>
/// <param name="weights">Dense parameters.</param>
/// <param name="weightDecay">The share of a weight that a step takes off at a learning rate of 1.</param>
internal sealed class ParameterAdam<T>(IReadOnlyList<Parameter> weights, double weightDecay = 0)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[][] _means = [.. weights.Select(weight => new double[weight.numel()])];
    private readonly double[][] _squares = [.. weights.Select(weight => new double[weight.numel()])];
    private long _steps;

    /// <summary>Takes a step and sets the gradients to zero; to be called within the caller's dispose scope.</summary>
    public void Step(double learningRate)
    {
        _steps++;
        var (rate, root) = (learningRate / (1 - Math.Pow(FirstDecay, _steps)), Math.Sqrt(1 - Math.Pow(SecondDecay, _steps)));
        var kept = 1 - (learningRate * weightDecay);
        for (var k = 0; k < weights.Count; k++)
        {
            var (mean, square) = (_means[k], _squares[k]);
            Span<T> values = TensorMemory.Span<T>(weights[k]), gradients = TensorMemory.Span<T>(weights[k].grad!);
            for (var i = 0; i < values.Length; i++)
            {
                var gradient = double.CreateTruncating(gradients[i]);
                mean[i] = (FirstDecay * mean[i]) + ((1 - FirstDecay) * gradient);
                square[i] = (SecondDecay * square[i]) + ((1 - SecondDecay) * gradient * gradient);
                values[i] = T.CreateTruncating((kept * double.CreateTruncating(values[i])) - (rate * mean[i] / ((Math.Sqrt(square[i]) / root) + Epsilon)));
            }

            gradients.Clear();
        }
    }

    /// <summary>The weights and all that is remembered of them, to go on with.</summary>
    public IEnumerable<double[]> Export() =>
        weights.Select(weight => Array.ConvertAll(TensorMemory.Span<T>(weight).ToArray(), double.CreateTruncating)).Concat(_means).Concat(_squares).Append([_steps]);

    /// <summary>Goes on with what was exported.</summary>
    public void Import(IReadOnlyList<double[]> exported)
    {
        for (var k = 0; k < weights.Count; k++)
        {
            Array.ConvertAll(exported[k], T.CreateTruncating).CopyTo(TensorMemory.Span<T>(weights[k]));
            exported[weights.Count + k].CopyTo(_means[k], 0);
            exported[(2 * weights.Count) + k].CopyTo(_squares[k], 0);
        }

        _steps = (long)exported[^1][0];
    }
}
