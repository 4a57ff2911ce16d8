using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Onnx;
using Nascent.Onnx.Export;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Reporting.Numbers;
using Nascent.Runs;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;
using Nascent.Torch.Native;

namespace Nascent.Jobs.Examining;

/// <summary>Examines this system.</summary>
public static class Doctor
{
    /// <summary>Everything that is found, in order.</summary>
    public static ImmutableArray<Finding> Examine(JobHost host)
    {
        var system = RunManifestReader.Read(ProgramVersion.Text, ImmutableSortedDictionary<string, string>.Empty);
        return
        [
            Good("program", "nascent", $"{ProgramVersion.Text} on .NET {Environment.Version}", ("version", ProgramVersion.Text), ("dotnet", Environment.Version.ToString())),
            Good("system", "system", system.System, ("system", system.System)),
            Good("processor", "CPU", $"{system.Processor}, {system.Cores} {(system.Cores == 1 ? "core" : "cores")}", ("processor", system.Processor), ("cores", system.Cores)),
            Good("memory", "memory", Figures.Bytes(system.MemoryBytes), ("bytes", system.MemoryBytes)),
            .. Torch(),
            OnnxRuntime(),
            Writable(host, "runsFolder", "runs folder", host.PathOf(RunPaths.Runs)),
            Writable(host, "cacheFolder", "cache", ProgramCache.Folder(host, "")),
            Writable(host, "temporaryFolder", "temporary files", Path.GetTempPath()),
        ];
    }

    private static IEnumerable<Finding> Torch()
    {
        LibTorchReport found;
        try
        {
            found = LibTorch.Describe();
        }
        catch (NascentException failure)
        {
            return [new Finding("libtorch", "libtorch", failure.Message, false, [])];
        }

        var patched = found.Patched ? "; this system's libstdc++ is older than TorchSharp requires, so an adapted copy of its library is used" : "";
        return
        [
            Good("libtorch", "libtorch", $"{found.Version}, {found.CpuCapability} kernels, {found.Threads} {(found.Threads == 1 ? "thread" : "threads")} per worker{(found.AllocatorTuned ? ", allocator tuned" : "")}{patched}",
                ("version", found.Version), ("folder", found.Folder), ("shim", found.Shim), ("patched", found.Patched), ("cpuCapability", found.CpuCapability), ("threads", found.Threads), ("allocatorTuned", found.AllocatorTuned)),
            Good("gpu", "GPU", found.CudaAvailable ? "an NVIDIA GPU can be used: --device cuda" : "none that this build can use; networks train on the CPU", ("cuda", found.CudaAvailable)),
        ];
    }

    private static Finding OnnxRuntime()
    {
        try
        {
            var version = OnnxRuntimeFacts.Version();
            var network = LeNet5.Build(Signature.Image(1, 28, 28, 10));
            var task = new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
            var file = OnnxExporter.Export(network, UntrainedWeights.Of(network, new Seed(0)), task, new Preprocessing.Image(1, 28, 28, [0.5], [0.5]), ImmutableSortedDictionary<string, string>.Empty);
            using var model = OnnxModel.Load(file, "a test network");
            return Good("onnxRuntime", "ONNX Runtime", $"{version}, runs a test network", ("version", version));
        }
        catch (Exception failure) when (failure is NascentException or DllNotFoundException or TypeInitializationException)
        {
            return new Finding("onnxRuntime", "ONNX Runtime", failure.Message, false, []);
        }
    }

    private static Finding Writable(JobHost host, string key, string title, string folder)
    {
        var existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        var probe = Path.Combine(existing, $".nascent-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return Good(key, title, host.Shorten(Path.TrimEndingDirectorySeparator(folder)), ("path", folder));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Finding(key, title, $"{folder} cannot be written: {failure.Message}", false, [new("path", folder)]);
        }
    }

    private static Finding Good(string key, string title, string text, params (string Name, JsonNode? Value)[] facts) =>
        new(key, title, text, true, facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value)));
}
