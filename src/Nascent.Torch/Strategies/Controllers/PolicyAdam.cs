using Nascent.Torch.Native;
using TorchSharp.Modules;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1) over a controller's weights, which are 64-bit: β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
internal sealed class PolicyAdam(IReadOnlyList<Parameter> weights, double learningRate)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[][] _means = [.. weights.Select(weight => new double[weight.numel()])];
    private readonly double[][] _squares = [.. weights.Select(weight => new double[weight.numel()])];
    private long _steps;

    /// <summary>Takes a step and sets the gradients to zero; to be called within the caller's dispose scope.</summary>
    public void Step()
    {
        _steps++;
        var (rate, root) = (learningRate / (1 - Math.Pow(FirstDecay, _steps)), Math.Sqrt(1 - Math.Pow(SecondDecay, _steps)));
        for (var k = 0; k < weights.Count; k++)
        {
            var (mean, square) = (_means[k], _squares[k]);
            Span<double> values = TensorMemory.Doubles(weights[k]), gradients = TensorMemory.Doubles(weights[k].grad!);
            for (var i = 0; i < values.Length; i++)
            {
                mean[i] = (FirstDecay * mean[i]) + ((1 - FirstDecay) * gradients[i]);
                square[i] = (SecondDecay * square[i]) + ((1 - SecondDecay) * gradients[i] * gradients[i]);
                values[i] -= rate * mean[i] / ((Math.Sqrt(square[i]) / root) + Epsilon);
            }

            gradients.Clear();
        }
    }

    /// <summary>The weights and all that is remembered of them, to go on with.</summary>
    public IEnumerable<double[]> Export() => weights.Select(weight => TensorMemory.Doubles(weight).ToArray()).Concat(_means).Concat(_squares).Append([_steps]);

    /// <summary>Goes on with what was exported.</summary>
    public void Import(IReadOnlyList<double[]> exported)
    {
        for (var k = 0; k < weights.Count; k++)
        {
            exported[k].CopyTo(TensorMemory.Doubles(weights[k]));
            exported[weights.Count + k].CopyTo(_means[k], 0);
            exported[(2 * weights.Count) + k].CopyTo(_squares[k], 0);
        }

        _steps = (long)exported[^1][0];
    }
}
