using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>The pointwise functions that normalisation is joined with.</summary>
internal static class Pointwise
{
    internal readonly struct None : IPointwise
    {
        public static Vector512<float> Value(Vector512<float> z) => z;

        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g) => g;
    }

    internal readonly struct Relu : IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => Vector512.Max(z, Vector512<float>.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g) => Vector512.GreaterThan(z, Vector512<float>.Zero) & g;
    }

    internal readonly struct Relu6 : IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => Vector512.Min(Vector512.Max(z, Vector512<float>.Zero), Vector512.Create(6f));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g) =>
            Vector512.GreaterThan(z, Vector512<float>.Zero) & Vector512.LessThan(z, Vector512.Create(6f)) & g;
    }

    internal readonly struct LeakyRelu : IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => Vector512.Max(z, z * 0.01f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), g, g * 0.01f);
    }

    internal readonly struct HardSwish : IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) =>
            z * Vector512.Min(Vector512.Max(z + Vector512.Create(3f), Vector512<float>.Zero), Vector512.Create(6f)) * (1f / 6);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g)
        {
            var inner = ((z * (1f / 3)) + Vector512.Create(0.5f)) * g;
            return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(z, Vector512.Create(3f)), g, inner) & Vector512.GreaterThan(z, Vector512.Create(-3f));
        }
    }

    internal readonly struct Silu : IPointwise
    {
        public static bool IsCostly => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => z / (Vector512<float>.One + Exponential.Of(-z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g)
        {
            var gate = Vector512<float>.One / (Vector512<float>.One + Exponential.Of(-z));
            return g * gate * (Vector512<float>.One + (z * (Vector512<float>.One - gate)));
        }
    }

    /// <summary>z Φ(z). The error function is that of Abramowitz and Stegun (1964), 7.1.26, within 1.5 · 10⁻⁷ of the true one; its exponential is the normal density's too.</summary>
    internal readonly struct Gelu : IPointwise
    {
        public static bool IsCostly => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => z * Distribution(z, out _);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g)
        {
            var distribution = Distribution(z, out var exponential);
            return g * Vector512.FusedMultiplyAdd(z * 0.39894228f, exponential, distribution);
        }

        /// <summary>Φ(z), and exp(−z²/2).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<float> Distribution(Vector512<float> z, out Vector512<float> exponential)
        {
            exponential = Exponential.Of(z * z * -0.5f);
            var t = Vector512<float>.One / Vector512.FusedMultiplyAdd(Vector512.Abs(z), Vector512.Create(0.3275911f * 0.70710678f), Vector512<float>.One);
            var sum = Vector512.FusedMultiplyAdd(t, Vector512.Create(0.5f * 1.061405429f), Vector512.Create(0.5f * -1.453152027f));
            sum = Vector512.FusedMultiplyAdd(t, sum, Vector512.Create(0.5f * 1.421413741f));
            sum = Vector512.FusedMultiplyAdd(t, sum, Vector512.Create(0.5f * -0.284496736f));
            sum = Vector512.FusedMultiplyAdd(t, sum, Vector512.Create(0.5f * 0.254829592f));
            var tail = sum * t * exponential;
            return Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<float>.Zero), Vector512<float>.One - tail, tail);
        }
    }
}
