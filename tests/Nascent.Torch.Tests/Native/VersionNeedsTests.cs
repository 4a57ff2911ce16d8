using Nascent.Torch.Native;

namespace Nascent.Torch.Tests.Native;

public sealed class VersionNeedsTests
{
    [Fact]
    public void One_need_of_the_shim_is_made_weak_and_nothing_else_changes()
    {
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
        var patched = original.ToArray();
        VersionNeeds.MakeWeak(patched, "GLIBCXX_3.4.32").ShouldBe(1);
        var changed = Enumerable.Range(0, original.Length).Where(i => original[i] != patched[i]).ToArray();
        changed.Length.ShouldBe(1);
        (original[changed[0]], patched[changed[0]]).ShouldBe(((byte)0, (byte)2));
        VersionNeeds.MakeWeak(patched, "GLIBCXX_3.4.32").ShouldBe(1);
        Enumerable.Range(0, original.Length).Count(i => original[i] != patched[i]).ShouldBe(1);
    }

    [Fact]
    public void A_version_that_nothing_asks_for_changes_nothing()
    {
        var original = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
        var patched = original.ToArray();
        VersionNeeds.MakeWeak(patched, "GLIBCXX_9.9.9").ShouldBe(0);
        patched.ShouldBe(original);
    }

    [Fact]
    public void Bytes_that_are_no_ELF_file_or_end_early_are_refused()
    {
        Should.Throw<InvalidDataException>(() => VersionNeeds.MakeWeak(new byte[100], "GLIBCXX_3.4.32"));
        var cut = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"))[..5000];
        Should.Throw<InvalidDataException>(() => VersionNeeds.MakeWeak(cut, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void A_cached_file_is_written_whole_and_a_damaged_one_is_replaced()
    {
        var folder = Directory.CreateTempSubdirectory();
        byte[] content = [1, 2, 3];
        var path = NativeCache.Store(folder.FullName, "lib.so", content);
        File.WriteAllBytes(path, [9]);
        Parallel.For(0, 8, _ => NativeCache.Store(folder.FullName, "lib.so", content).ShouldBe(path));
        File.ReadAllBytes(path).ShouldBe(content);
        Directory.GetFiles(folder.FullName).Length.ShouldBe(1);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void What_was_loaded_is_described()
    {
        var report = LibTorch.Describe();
        report.Version.ShouldStartWith("2.");
        report.TorchSharpVersion.ShouldBe(typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3));
        File.Exists(Path.Combine(report.Folder, "libtorch.so")).ShouldBeTrue();
        report.AllocatorTuned.ShouldBeTrue();
        report.CpuCapability.ShouldBeOneOf("AVX512", "AVX2", "DEFAULT");
    }
}
