using System.Runtime.Intrinsics;

namespace Nascent.Torch.Kernels;

/// <summary>A pointwise function and its derivative, on sixteen numbers at once.</summary>
internal interface IPointwise
{
    /// <summary>Whether the derivative costs more than writing its product to memory and reading it again.</summary>
    static virtual bool IsCostly => false;

    /// <summary>f(z).</summary>
    static abstract Vector512<float> Value(Vector512<float> z);

    /// <summary>g · f'(z).</summary>
    static abstract Vector512<float> Gradient(Vector512<float> z, Vector512<float> g);
}
