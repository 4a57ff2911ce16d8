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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Value(Vector512<float> z) => z / (Vector512<float>.One + Vector512.Exp(-z));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Gradient(Vector512<float> z, Vector512<float> g)
        {
            var gate = Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-z));
            return g * gate * (Vector512<float>.One + (z * (Vector512<float>.One - gate)));
        }
    }
}
