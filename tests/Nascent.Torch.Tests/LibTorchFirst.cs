using System.Runtime.CompilerServices;
using Nascent.Torch.Native;

namespace Nascent.Torch.Tests;

/// <summary>Tests call TorchSharp themselves, in any order, so libtorch is loaded before the first of them.</summary>
internal static class LibTorchFirst
{
#pragma warning disable CA2255 // a test project is the application here
    [ModuleInitializer]
    internal static void Load() => LibTorch.Load();
#pragma warning restore CA2255
}
