using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nascent.Files;
using static TorchSharp.torch;

namespace Nascent.Torch.Native;

/// <summary>Loads libtorch so that it runs on any recent Linux, tunes the process for it, and says what was found.</summary>
/// <remarks>
/// <para>TorchSharp's native half asks for version GLIBCXX_3.4.32 of libstdc++ (GCC 13), though nothing in it calls what that version
/// added. Where the system's libstdc++ is older, a copy whose need is marked weak is loaded instead, from a cache folder of the user.</para>
/// <para>glibc by default gives large blocks back to the kernel after each training step, and page faults then take most of the time;
/// the allocator is told to keep them, and to use one arena, before anything is allocated.</para>
/// <para>The allocator is set when this assembly is loaded. <see cref="Load"/> runs when the first device or module of this assembly is made; a program that calls
/// TorchSharp before that calls it itself, since TorchSharp's own search fails for good where it fails once. Calling it again costs nothing. Safe for use by several
/// threads and processes at once.</para>
/// </remarks>
public static class LibTorch
{
    private const string Shim = "libLibTorchSharp.so";
    private const string NeededVersion = "GLIBCXX_3.4.32";
    private const string SymbolOfNeededVersion = "_ZSt21ios_base_library_initv";

    private static readonly Lazy<Loaded> State = new(LoadOnce);

    /// <summary>Loads libtorch unless that is done, and sets this process to compute with one thread.</summary>
    /// <exception cref="NascentException">It cannot be loaded; the message says what was tried.</exception>
    public static void Load() => _ = State.Value;

    /// <summary>Loads libtorch unless that is done, and sets how many threads one operation uses when called from this thread.</summary>
    public static void UseThreads(int threads)
    {
        Load();
        if (get_num_threads() != threads)
            set_num_threads(threads);
    }

    /// <summary>What was loaded and what it can do.</summary>
    /// <exception cref="NascentException">It cannot be loaded.</exception>
    public static LibTorchReport Describe()
    {
        var loaded = State.Value;
        var torchSharp = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        return new(__version__, torchSharp, loaded.Folder, loaded.Shim, loaded.Patched, CpuCapability.Name, get_num_threads(), cuda_is_available(), loaded.AllocatorTuned);
    }

#pragma warning disable CA2255 // the whole point: the allocator must be set, and libtorch found, before TorchSharp's first call
    [ModuleInitializer]
    internal static void TuneFirst()
    {
        if (OperatingSystem.IsLinux())
            _ = Allocator.Tuned;
    }
#pragma warning restore CA2255

    private static Loaded LoadOnce()
    {
        var tuned = OperatingSystem.IsLinux() && Allocator.Tuned;
        var folder = "";
        try
        {
            var (shim, patched) = ("", false);
            if (OperatingSystem.IsLinux())
            {
                folder = FindFolder();
                NativeLibrary.Load(Path.Combine(folder, "libtorch.so"));
                (shim, patched) = LoadShim(Directory.Exists(folder) && File.Exists(Path.Combine(folder, Shim)) ? folder : FindFolder(Shim));
            }

            Nnpack.Disable();
            set_num_threads(1);
            return new Loaded(folder, shim, patched, tuned);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or TypeInitializationException or IOException or NotSupportedException or UnauthorizedAccessException)
        {
            throw new NascentException(
                $"libtorch: could not be loaded from '{folder}' on {RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier}): "
                + $"{error.GetBaseException().Message} Expected a Linux x86-64 system with glibc 2.28 or newer and libstdc++ (package libstdc++6). "
                + (ProcessLimits.AddressSpace is { } limit ? $"The address space is limited to {limit >> 20:N0} MiB ('ulimit -v'), which is the likely reason: lift that limit, and use --memory-limit instead. " : "")
                + "Run 'nascent doctor' to see what was found.", error);
        }
    }

    private static (string Path, bool Patched) LoadShim(string folder)
    {
        var original = Path.Combine(folder, Shim);
        if (SystemHasNeededVersion())
        {
            NativeLibrary.Load(original);
            return (original, false);
        }

        var bytes = File.ReadAllBytes(original);
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        VersionNeeds.MakeWeak(bytes, NeededVersion);
        return (NativeCache.Load(name, Shim, bytes), true);
    }

    /// <summary>Whether the system's libstdc++ has the version: the one symbol that it added tells.</summary>
    private static bool SystemHasNeededVersion() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out var library) && NativeLibrary.TryGetExport(library, SymbolOfNeededVersion, out _);

    private static string FindFolder(string file = "libtorch.so")
    {
        var bases = new[] { AppContext.BaseDirectory, Path.GetDirectoryName(typeof(LibTorch).Assembly.Location), Path.GetDirectoryName(Assembly.GetEntryAssembly()?.Location) }
            .Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => folder!).Distinct(StringComparer.Ordinal).ToArray();
        var candidates = bases
            .Concat(bases.Select(folder => Path.Combine(folder, "runtimes", "linux-x64", "native")))
            .Concat((AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return candidates.FirstOrDefault(folder => File.Exists(Path.Combine(folder, file)))
            ?? throw new DllNotFoundException($"{file} is in none of {string.Join(", ", candidates)}; the program must reference the package libtorch-cpu-linux-x64 (or a CUDA one).");
    }

    private sealed record Loaded(string Folder, string Shim, bool Patched, bool AllocatorTuned);
}
