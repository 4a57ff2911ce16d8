using System.Reflection;
using PublicApiGenerator;

namespace Nascent.Packages.Tests;

/// <summary>The public API of each package against its approved file in <c>Api/</c>, so that no change to it goes unseen.</summary>
public sealed class ApprovedApiTests
{
    private const string Rewrite = "NASCENT_UPDATE_SNAPSHOTS=1 dotnet run --project tests/Nascent.Packages.Tests -- -class \"*ApprovedApiTests\"";

    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    private static string Folder { get; } = Repository.PathOf("tests", "Nascent.Packages.Tests", "Api");

    public static TheoryData<string> Packages => [.. Repository.Libraries];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_api_of_a_package_is_the_approved_one(string package)
    {
        var path = Path.Combine(Folder, package + ".txt");
        var found = Assembly.Load(package).GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("NASCENT_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, found);
        var approved = File.Exists(path) ? File.ReadAllText(path) : "";
        if (found != approved)
            Assert.Fail($"""
                The public API of {package} is not the one in tests/Nascent.Packages.Tests/Api/{package}.txt.
                {LineChanges.Between(approved, found)}
                If that is meant, write the file anew, look at the difference, and say in CHANGELOG.md what users must know:
                    {Rewrite}
                """);
    }

    [Fact]
    public void Every_approved_file_is_of_a_package() =>
        Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ShouldBe(Repository.Libraries);
}
