using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Nascent.Predictors.Ensembles;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), β₁ = 0.9, β₂ = 0.999, ε = 1e-8.</summary>
internal sealed class Adam(float[] weights)
{
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;

    private readonly float[] _means = new float[weights.Length];
    private readonly float[] _squares = new float[weights.Length];
    private double _meanPower = 1;
    private double _squarePower = 1;

    /// <summary>Takes a step and sets the gradients to zero.</summary>
    public void Step(float[] gradients, double learningRate)
    {
        (_meanPower, _squarePower) = (_meanPower * MeanDecay, _squarePower * SquareDecay);
        var rate = Vector256.Create((float)(learningRate / (1 - _meanPower)));
        var correction = Vector256.Create((float)(1 / (1 - _squarePower)));
        var (meanDecay, meanRest) = (Vector256.Create(MeanDecay), Vector256.Create(1 - MeanDecay));
        var (squareDecay, squareRest, epsilon) = (Vector256.Create(SquareDecay), Vector256.Create(1 - SquareDecay), Vector256.Create(1e-8f));
        ref var w = ref MemoryMarshal.GetArrayDataReference(weights);
        ref var g = ref MemoryMarshal.GetArrayDataReference(gradients);
        ref var m = ref MemoryMarshal.GetArrayDataReference(_means);
        ref var s = ref MemoryMarshal.GetArrayDataReference(_squares);
        for (nuint i = 0; i < (nuint)weights.Length; i += Lanes.Width)
        {
            var gradient = Vector256.LoadUnsafe(ref g, i);
            var mean = (meanDecay * Vector256.LoadUnsafe(ref m, i)) + (meanRest * gradient);
            var square = (squareDecay * Vector256.LoadUnsafe(ref s, i)) + (squareRest * (gradient * gradient));
            mean.StoreUnsafe(ref m, i);
            square.StoreUnsafe(ref s, i);
            var step = rate * mean / (Vector256.Sqrt(square * correction) + epsilon);
            (Vector256.LoadUnsafe(ref w, i) - step).StoreUnsafe(ref w, i);
            Vector256<float>.Zero.StoreUnsafe(ref g, i);
        }
    }
}
