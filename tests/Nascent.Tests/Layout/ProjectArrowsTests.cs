using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nascent.Tests.Layout;

/// <summary>The arrows of docs/architecture.md, held against the project files.</summary>
public sealed class ProjectArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Nascent"] = [],
        ["Nascent.Data"] = ["Nascent"],
        ["Nascent.Torch"] = ["Nascent", "Nascent.Data"],
        ["Nascent.Trees"] = ["Nascent", "Nascent.Data"],
        ["Nascent.Onnx"] = ["Nascent", "Nascent.Data"],
        ["Nascent.Runs"] = ["Nascent"],
        ["Nascent.Reporting"] = ["Nascent"],
        ["Nascent.Jobs"] = ["Nascent", "Nascent.Data", "Nascent.Torch", "Nascent.Trees", "Nascent.Onnx", "Nascent.Runs", "Nascent.Reporting"],
        ["Nascent.Cli"] = ["Nascent.Jobs", "Nascent.Reporting"],
    };

    internal static string Root { get; } = FindRoot();

    [Fact]
    public void Projects_point_only_where_the_architecture_allows()
    {
        var projects = Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);
        projects.Select(Path.GetFileNameWithoutExtension).ShouldBe(Allowed.Keys, ignoreOrder: true);
        foreach (var project in projects)
            References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                .Except(Allowed[Path.GetFileNameWithoutExtension(project)])
                .ShouldBeEmpty($"{Path.GetFileName(project)} points where the architecture does not allow");
    }

    [Fact]
    public void The_core_needs_no_package() =>
        References(Path.Combine(Root, "src", "Nascent", "Nascent.csproj"), "PackageReference").ShouldBeEmpty();

    [Theory]
    [InlineData("TorchSharp", "Nascent.Torch")]
    [InlineData("Microsoft.ML.OnnxRuntime", "Nascent.Onnx")]
    [InlineData("Microsoft.Data.Sqlite", "Nascent.Runs")]
    [InlineData("SkiaSharp", "Nascent.Data", "Nascent.Reporting")] // one reads pictures, the other draws them
    [InlineData("Spectre.Console", "Nascent.Cli")]
    public void A_library_is_used_where_it_belongs_alone(string library, params string[] owners)
    {
        var users = Directory.GetFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => Uses(line, library)))
            .Select(file => Path.GetRelativePath(Path.Combine(Root, "src"), file).Split(Path.DirectorySeparatorChar)[0])
            .Distinct();
        users.ShouldBe(owners, ignoreOrder: true);
    }

    [Theory]
    [InlineData("using Torch.Sharp;")]
    [InlineData("using static Torch.Sharp.torch;")]
    [InlineData("using F = global::Torch.Sharp.torch.nn;")]
    [InlineData("    var version = typeof(Torch.Sharp.torch).Assembly;")]
    [InlineData("    Say($\"{Torch.Sharp.torch.cuda}\"); // as it is")]
    public void A_use_is_seen_by_its_using_and_by_its_full_name(string line) => Uses(line, "Torch.Sharp").ShouldBeTrue();

    [Theory]
    [InlineData("    /// <summary>See Torch.Sharp.torch.</summary>")]
    [InlineData("    Say(\"Torch.Sharp asks for GCC 13\");")]
    [InlineData("using Nascent.Torch.Sharp.More;")]
    [InlineData("using Torch.Sharper;")]
    public void What_only_speaks_of_a_library_is_no_use(string line) => Uses(line, "Torch.Sharp").ShouldBeFalse();

    [Fact]
    public void No_folder_or_file_has_a_name_that_says_nothing()
    {
        string[] empty = ["Common", "Utils", "Util", "Utilities", "Helpers", "Helper", "Misc", "Manager", "Shared"];
        var names = new[] { "src", "tests", "bench", "samples" }
            .Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path));
        names.Where(name => empty.Any(word => name == word || name.EndsWith(word, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>Whether a line of code names something in a library's namespace: a using, or a full name in between.</summary>
    private static bool Uses(string line, string library) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, $@"(?<![\w.]){Regex.Escape(library)}(\s*\.\s*\w|\s*;)");

    private static string[] References(string project, string kind) =>
        [.. XDocument.Load(project).Descendants(kind).Select(element => element.Attribute("Include")!.Value)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nascent.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
