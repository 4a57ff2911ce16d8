namespace Nascent.Torch.Native;

/// <summary>What was found of libtorch.</summary>
/// <param name="Version">The version that it gives.</param>
/// <param name="TorchSharpVersion">The version of TorchSharp, through which it is called, such as <c>0.107.0</c>.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="Shim">The file between .NET and it that was loaded.</param>
/// <param name="Patched">Whether that is a copy made for an older libstdc++.</param>
/// <param name="CpuCapability">The widest vector instructions that this machine gives it, such as <c>AVX512</c>.</param>
/// <param name="Threads">Threads that one operation uses.</param>
/// <param name="CudaAvailable">Whether it can use an NVIDIA GPU.</param>
/// <param name="AllocatorTuned">Whether glibc was told to keep freed memory.</param>
public sealed record LibTorchReport(
    string Version, string TorchSharpVersion, string Folder, string Shim, bool Patched, string CpuCapability, int Threads, bool CudaAvailable, bool AllocatorTuned);
