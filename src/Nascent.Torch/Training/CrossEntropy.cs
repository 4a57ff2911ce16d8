using System.Runtime.CompilerServices;
using Nascent.Estimation;

namespace Nascent.Torch.Training;

/// <summary>Cross-entropy of softmax, with label smoothing (Szegedy et al. 2016) and class weights.</summary>
/// <remarks>
/// A sample's target is 1 − ε for its class and ε / classes for all, times its class's weight; the batch's loss is divided by the sum of weights.
/// A class's weight is samples / (classes · samples of the class).
/// </remarks>
internal sealed class CrossEntropy : TrainingLoss
{
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly double _smoothing;
    private readonly double[] _weights;
    private readonly double[] _target;

    public CrossEntropy(int[] labels, int classes, ReadOnlySpan<int> used, TrainingRecipe recipe)
    {
        (_labels, _classes, _smoothing) = (labels, classes, recipe.LabelSmoothing);
        _target = new double[classes];
        _weights = new double[classes];
        foreach (var sample in used)
            _weights[labels[sample]]++;
        for (var c = 0; c < classes; c++)
            _weights[c] = recipe.ClassWeights && _weights[c] > 0 ? used.Length / (classes * _weights[c]) : 1;
    }

    public override double OfIgnorance => Math.Log(_classes);

    protected override int Outputs => _classes;

    protected override double Of(ReadOnlySpan<int> samples, double share, ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        var total = 0.0;
        for (var i = 0; i < samples.Length; i++)
            total += (share * WeightOf(samples[i])) + ((1 - share) * WeightOf(Partner(samples, i)));
        var loss = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            Array.Clear(_target);
            var weight = AddTarget(samples[i], share) + (share < 1 ? AddTarget(Partner(samples, i), 1 - share) : 0);
            loss += Row(outputs.Slice(i * _classes, _classes), weight, total, gradient.Slice(i * _classes, _classes));
        }

        return loss / total;
    }

    /// <summary>−Σ target · log softmax(z) of one sample, and (softmax(z) · weight − target) / total.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Row(ReadOnlySpan<float> z, double weight, double total, Span<float> gradient)
    {
        var highest = (double)z[0];
        foreach (var value in z)
            highest = value > highest || double.IsNaN(value) ? value : highest;
        var sum = 0.0;
        foreach (var value in z)
            sum += Math.Exp(value - highest);
        var (logSum, loss) = (highest + Math.Log(sum), 0.0);
        for (var c = 0; c < z.Length; c++)
        {
            loss -= _target[c] * (z[c] - logSum);
            gradient[c] = (float)(((Math.Exp(z[c] - logSum) * weight) - _target[c]) / total);
        }

        return loss;
    }

    private double AddTarget(int sample, double share)
    {
        var label = _labels[sample];
        var weight = share * _weights[label];
        foreach (ref var value in _target.AsSpan())
            value += weight * _smoothing / _classes;
        _target[label] += weight * (1 - _smoothing);
        return weight;
    }

    private double WeightOf(int sample) => _weights[_labels[sample]];

    private static int Partner(ReadOnlySpan<int> samples, int i) => samples[samples.Length - 1 - i];
}
