using TorchSharp;

namespace Nascent.Torch.Native;

/// <summary>Numbers that libtorch reads and that live as long as the process.</summary>
/// <remarks>
/// A number that is given to an operation becomes a native object with a finaliser, and TorchSharp 0.107 does not hold on to it during the call: where the garbage collector runs at that moment, libtorch reads what is no number any more and fails with
/// <c>Expected false to be true</c>. Sums have such a number too, the factor of the second term. So operations that run in every step are given these, or numbers that a <c>using</c> holds.
/// </remarks>
internal static class Scalars
{
    /// <summary>1.</summary>
    public static readonly Scalar One = 1;

    /// <summary>0.</summary>
    public static readonly Scalar Zero = 0;
}
