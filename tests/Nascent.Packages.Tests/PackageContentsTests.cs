using System.IO.Compression;
using System.Xml.Linq;

namespace Nascent.Packages.Tests;

[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class PackageContentsTests(PackedFeed feed)
{
    public static TheoryData<string> Libraries => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_what_a_feed_shows_and_what_an_editor_and_a_debugger_need(string library)
    {
        string[] expected = ["README.md", "icon.png", "NOTICE", $"lib/net10.0/{library}.dll", $"lib/net10.0/{library}.xml"];
        expected.Except(FilesIn(feed.PathOf(library))).ShouldBeEmpty();
        FilesIn(feed.PathOf(library, "snupkg")).ShouldContain($"lib/net10.0/{library}.pdb");
        var facts = FactsOf(library);
        facts["license"].ShouldBe("MIT");
        facts["icon"].ShouldBe("icon.png");
        facts["readme"].ShouldBe("README.md");
        facts["description"].ShouldNotBe("Package Description", $"{library}.csproj has no Description");
    }

    [Fact]
    public void The_tool_has_all_that_it_runs_with_and_no_native_file_that_nothing_loads()
    {
        var files = FilesIn(feed.PathOf($"{Repository.Tool}.linux-x64")).Select(path => Path.GetFileName(path)).ToArray();
        string[] expected = ["Nascent.Cli.dll", "libtorch_cpu.so", "libLibTorchSharp.so", "libonnxruntime.so", "libe_sqlite3.so", "libSkiaSharp.so"];
        expected.Except(files).ShouldBeEmpty();
        files.ShouldNotContain("libtorch_python.so");
        files.ShouldNotContain(name => name.EndsWith(".dbg", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_but_what_is_in_src_is_packed() =>
        Directory.GetFiles(feed.Folder, "*.nupkg").Select(path => Path.GetFileName(path)).ShouldBe(
            [.. Repository.Libraries.Append(Repository.Tool).Append($"{Repository.Tool}.linux-x64").Select(package => Path.GetFileName(feed.PathOf(package)))], ignoreOrder: true);

    private static string[] FilesIn(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private Dictionary<string, string> FactsOf(string library)
    {
        using var package = ZipFile.OpenRead(feed.PathOf(library));
        using var stream = package.GetEntry($"{library}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single().Elements().Where(element => !element.HasElements)
            .ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
    }
}
