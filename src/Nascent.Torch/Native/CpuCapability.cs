using System.Runtime.Intrinsics.X86;

namespace Nascent.Torch.Native;

/// <summary>Which kernels libtorch picks on this processor, by the same rule as its own dispatch.</summary>
internal static class CpuCapability
{
    /// <summary>The value of <c>ATEN_CPU_CAPABILITY</c> where it is set, else the widest that the processor has.</summary>
    public static string Name =>
        Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY")?.ToUpperInvariant()
        ?? (Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported ? "AVX512" : Avx2.IsSupported && Fma.IsSupported ? "AVX2" : "DEFAULT");
}
