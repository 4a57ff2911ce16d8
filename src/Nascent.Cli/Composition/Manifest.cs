using Nascent.Journal;
using Nascent.Onnx;
using Nascent.Runs;
using Nascent.Torch.Native;

namespace Nascent.Cli.Composition;

/// <summary>Where and with what a run, or a part of it, is executed.</summary>
internal static class Manifest
{
    /// <summary>The manifest of this process.</summary>
    public static RunManifest Read() => RunManifestReader.Read(ProgramVersion.Text, new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["libtorch"] = LibTorch.Describe().Version,
        ["TorchSharp"] = VersionOf(typeof(TorchSharp.torch)),
        ["ONNX Runtime"] = OnnxRuntimeFacts.Version(),
    });

    /// <summary>The version of the package that a type is in.</summary>
    public static string VersionOf(Type type) => type.Assembly.GetName().Version?.ToString(3) ?? "?";
}
