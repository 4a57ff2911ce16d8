using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nascent.Architectures;

namespace Nascent.Torch.Kernels;

/// <summary>A pointwise function in one pass over memory, and its gradient in another.</summary>
internal abstract unsafe class PointwiseKernel
{
    /// <summary>y = f(x); they may be one.</summary>
    public abstract void Apply(float* x, float* y, long count);

    /// <summary>dx = g · f'(x); it may be where g is.</summary>
    public abstract void Gradient(float* x, float* gradient, float* result, long count);

    /// <summary>The kernel for a function, or null where there is none.</summary>
    public static PointwiseKernel? For(ActivationFunction function) => function switch
    {
        ActivationFunction.Relu => new Of<Pointwise.Relu>(),
        ActivationFunction.Relu6 => new Of<Pointwise.Relu6>(),
        ActivationFunction.LeakyRelu => new Of<Pointwise.LeakyRelu>(),
        ActivationFunction.HardSwish => new Of<Pointwise.HardSwish>(),
        ActivationFunction.Silu => new Of<Pointwise.Silu>(),
        ActivationFunction.Gelu => new Of<Pointwise.Gelu>(),
        _ => null,
    };

    private sealed class Of<T> : PointwiseKernel
        where T : IPointwise
    {
        private const int Lanes = 16;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Apply(float* x, float* y, long count)
        {
            var i = 0L;
            for (; i + Lanes <= count; i += Lanes)
                T.Value(Vector512.Load(x + i)).Store(y + i);
            for (; i < count; i++)
                y[i] = T.Value(Vector512.Create(x[i])).ToScalar();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Gradient(float* x, float* gradient, float* result, long count)
        {
            var i = 0L;
            for (; i + Lanes <= count; i += Lanes)
                T.Gradient(Vector512.Load(x + i), Vector512.Load(gradient + i)).Store(result + i);
            for (; i < count; i++)
                result[i] = T.Gradient(Vector512.Create(x[i]), Vector512.Create(gradient[i])).ToScalar();
        }
    }
}
