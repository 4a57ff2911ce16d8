using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nascent.Torch.Kernels;

/// <summary>Whether the kernels of this folder, which take sixteen numbers at once, gain on this processor.</summary>
internal static class WideVectors
{
    /// <summary>Sixteen numbers are one register or two, and are multiplied and added in one instruction.</summary>
    public static bool AreFast => Vector512.IsHardwareAccelerated || (Vector256.IsHardwareAccelerated && Fma.IsSupported);
}
