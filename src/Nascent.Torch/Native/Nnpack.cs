using System.Runtime.InteropServices;

namespace Nascent.Torch.Native;

/// <summary>Keeps libtorch from trying NNPACK, which supports few processors and complains on standard error at each try.</summary>
internal static unsafe class Nnpack
{
    /// <summary>Turns it off, by the two C++ functions behind <c>torch.backends.nnpack.enabled</c>; where they are not found, it stays on and is only noisy.</summary>
    public static void Disable()
    {
        if (NativeLibrary.TryLoad("libtorch_cpu.so", out var library)
            && NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var context)
            && NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out var set))
            ((delegate* unmanaged<nint, byte, void>)set)(((delegate* unmanaged<nint>)context)(), 0);
    }
}
