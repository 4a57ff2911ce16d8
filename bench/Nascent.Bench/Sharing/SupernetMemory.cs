using System.Globalization;
using System.Runtime.InteropServices;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;
using static TorchSharp.torch;

namespace Nascent.Bench.Sharing;

/// <summary>How much memory activations take in a step of a path of a supernet, beside a step of the network alone.</summary>
/// <remarks>What the C library's allocator, which libtorch takes its memory from, has given out between the forward and the backward pass, when all activations are there, less what it had given out before the step.</remarks>
internal static partial class SupernetMemory
{
    private const int Batch = 128;

    /// <summary>Measures random networks of NAS-Bench-201, one cell a stage, and of tiny-cnn.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var networks = words.Number("--networks", 20);
        Console.WriteLine($"activations of {Batch} images at the end of the forward pass, MB, {networks} random networks");
        Console.WriteLine();
        Console.WriteLine("| space | alone | as a path | mean ratio | highest ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        Row(NasBench201.Create(16, 1), 3, 32, networks);
        Row(SpaceCatalog.Create(TinyCnn.Name), 1, 28, networks);
        return 0;
    }

    private static void Row(SearchSpace space, int channels, int side, int networks)
    {
        var data = MadeUpImages.Set(channels, side, Batch);
        using var supernet = new Supernet(space, data.Signature, new Seed(1));
        using var input = randn(Batch, channels, side, side);
        var pairs = Enumerable.Range(0, networks).Select(i => space.Genotypes.SampleByDecision(new Seed(3).Derive(i))).Select(genotype =>
        {
            using var module = supernet.Extract(genotype);
            return (Alone: Activations(module, input), Path: Activations(supernet.Load(genotype).Module, input));
        }).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| `{space.Name}` | {pairs.Average(pair => pair.Alone) / 1e6:F1} | {pairs.Average(pair => pair.Path) / 1e6:F1} | {pairs.Average(pair => pair.Path / pair.Alone):F3} | {pairs.Max(pair => pair.Path / pair.Alone):F3} |"));
    }

    /// <summary>Of a second step: the first one has made what stays.</summary>
    private static double Activations(ArchitectureModule module, Tensor input)
    {
        var given = 0.0;
        for (var step = 0; step < 2; step++)
        {
            using var scope = NewDisposeScope();
            var before = InUse();
            module.ForwardAndBackward([input], new Seed(4), output =>
            {
                given = InUse() - before;
                return ones_like(output);
            });
        }

        return given;
    }

    private static double InUse() => MallInfo() is var info ? (double)(info.Used + info.Mapped) : 0;

    [LibraryImport("libc.so.6", EntryPoint = "mallinfo2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial AllocatorState MallInfo();

    // struct mallinfo2 of the GNU C library, 2.33 and later.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct AllocatorState
    {
        private readonly nuint _arena, _freeChunks, _fastChunks, _mappedCount;
        public readonly nuint Mapped;
        private readonly nuint _unused, _fastFree;
        public readonly nuint Used;
        private readonly nuint _free, _topmost;
    }
}
