using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>A sum of values, each times one number, and its gradients, in one pass over each value.</summary>
internal static unsafe class WeightedSumKernel
{
    private const int Lanes = 16;

    /// <summary>Elements that are summed over all values before the next ones, so that the sum stays in the nearest cache.</summary>
    public const int Chunk = 4096;

    /// <summary>y = factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(float* x, float factor, float* y, long count)
    {
        var (i, factors) = (0L, Vector512.Create(factor));
        for (; i + Lanes <= count; i += Lanes)
            (Vector512.Load(x + i) * factors).Store(y + i);
        for (; i < count; i++)
            y[i] = x[i] * factor;
    }

    /// <summary>y += factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(float* x, float factor, float* y, long count)
    {
        var (i, factors) = (0L, Vector512.Create(factor));
        for (; i + Lanes <= count; i += Lanes)
            Vector512.FusedMultiplyAdd(Vector512.Load(x + i), factors, Vector512.Load(y + i)).Store(y + i);
        for (; i < count; i++)
            y[i] = MathF.FusedMultiplyAdd(x[i], factor, y[i]);
    }

    /// <summary>Σ x · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(float* x, float* y, long count)
    {
        var (i, sum, total) = (0L, Vector512<float>.Zero, 0.0);
        for (; i + Lanes <= count; i += Lanes)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(x + i), Vector512.Load(y + i), sum);
        for (; i < count; i++)
            total += x[i] * y[i];
        return total + Vector512.Sum(sum);
    }
}
