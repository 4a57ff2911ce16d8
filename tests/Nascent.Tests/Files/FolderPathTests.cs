using Nascent.Estimation;
using Nascent.Files;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Tasks;

namespace Nascent.Tests.Files;

public sealed class FolderPathTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("nascent-paths-").FullName;

    public static TheoryData<string> Escapes => ["/etc/passwd", "../x", "a/../../x", "a/./x", "a//x", "", "..", ".", "a/", "/", "a\0b"];

    [Theory]
    [MemberData(nameof(Escapes))]
    public void A_path_that_does_not_stay_inside_is_refused(string path)
    {
        FolderPath.IsInside(path).ShouldBeFalse();
        Should.Throw<NascentException>(() => FolderPath.Of(_root, path)).Message.ShouldContain("expected one that is relative to the folder and stays inside of it");
        var stored = JournalJson.Write(new RunEvent.TrialSucceeded(0, new(Metrics.None, Cost.None, [], [new(ArtifactRef.Weights, path, "00")])));
        Should.Throw<NascentException>(() => JournalJson.Read(stored, RunEvent.SchemaVersion)).Message.ShouldContain("stays inside of it");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("artifacts/a.safetensors")]
    [InlineData("..a/b..")]
    public void A_path_inside_is_the_file_below_the_folder(string path) => FolderPath.Of(_root, path).ShouldBe(Path.Combine(_root, path));

    [Fact]
    public void A_link_on_the_way_is_refused_wherever_it_leads()
    {
        Directory.CreateDirectory(Path.Combine(_root, "real"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "linked"), Path.GetTempPath());
        File.CreateSymbolicLink(Path.Combine(_root, "real", "file"), "/etc/hostname");
        Should.Throw<NascentException>(() => FolderPath.Of(_root, "linked/x")).Message.ShouldContain("found the link 'linked'");
        Should.Throw<NascentException>(() => FolderPath.Of(_root, "real/file")).Message.ShouldContain("found the link 'real/file'");
        Should.Throw<NascentException>(() => FolderPath.RequireNoLinks(_root)).Message.ShouldContain("expected files of its own alone");
    }

    [Fact]
    public void A_folder_that_is_reached_over_a_link_is_like_any_other()
    {
        var (real, link) = (Path.Combine(_root, "real"), Path.Combine(_root, "link"));
        Directory.CreateDirectory(Path.Combine(real, "artifacts"));
        Directory.CreateSymbolicLink(link, real);
        FolderPath.RequireNoLinks(link);
        FolderPath.Of(link, "artifacts/a").ShouldBe(Path.Combine(link, "artifacts/a"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
