using Nascent.Journal;
using Nascent.Onnx;
using Nascent.Runs;
using Nascent.Torch.Native;

namespace Nascent.Jobs.Opening;

/// <summary>Where and with what a run, or a part of it, is executed.</summary>
internal static class Manifest
{
    /// <summary>The manifest of this process.</summary>
    public static RunManifest Read()
    {
        var libTorch = LibTorch.Describe();
        return RunManifestReader.Read(ProgramVersion.Text, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["libtorch"] = libTorch.Version,
            ["TorchSharp"] = libTorch.TorchSharpVersion,
            ["ONNX Runtime"] = OnnxRuntimeFacts.Version(),
        });
    }
}
