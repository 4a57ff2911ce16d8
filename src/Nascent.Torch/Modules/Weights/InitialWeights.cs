using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Randomness;

namespace Nascent.Torch.Modules.Weights;

/// <summary>The values that weights have before training.</summary>
/// <remarks>
/// Kernels of convolutions: normal with mean 0 and variance 2 / (kernel² · output channels / groups) (He et al. 2015, fan out).
/// Matrices of linear layers: normal with mean 0 and variance 2 / inputs (the same, fan in); offsets as matrices of one input. Scales of members are normal with mean 1 and deviation 0.3. Scales and running variances are 1; biases, shifts and running means 0.
/// Numbers come from the seed and the weight's name alone, so that a weight starts the same in whatever network it stands, and whatever was made before it.
/// </remarks>
public static class InitialWeights
{
    private const double MemberDeviation = 0.3;

    /// <summary>Writes the initial values of one weight, row-major.</summary>
    /// <param name="slot">The weight.</param>
    /// <param name="groups">Groups of its convolution; 1 elsewhere.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="values">Where to write: as many as the weight has.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(WeightSlot slot, int groups, Seed seed, Span<float> values)
    {
        switch (slot.Role)
        {
            case WeightRole.Kernel or WeightRole.Offset:
                var fan = slot.Shape.Length == 4 ? slot.Shape[0] / groups * slot.Shape[2] * slot.Shape[3] : slot.Shape.Length > 1 ? slot.Shape[^1] : 1;
                var deviation = Math.Sqrt(2.0 / fan);
                var stream = seed.Derive(slot.Name).Stream();
                foreach (ref var value in values)
                    value = (float)(deviation * stream.NextGaussian());
                break;
            case WeightRole.MemberScale:
                FillMemberScales(slot, seed, values);
                break;
            case WeightRole.Scale or WeightRole.RunningVariance:
                values.Fill(1);
                break;
            case WeightRole.Bias or WeightRole.Shift or WeightRole.RunningMean or WeightRole.Structure:
                values.Clear();
                break;
            default:
                throw new InvalidOperationException($"Weight '{slot.Name}': found no initial value of role {slot.Role}, expected one.");
        }
    }

    /// <summary>Writes the scales of features by members.</summary>
    internal static void FillMemberScales(WeightSlot slot, Seed seed, Span<float> values)
    {
        var stream = seed.Derive(slot.Name).Stream();
        foreach (ref var value in values)
            value = (float)(1 + (MemberDeviation * stream.NextGaussian()));
    }
}
