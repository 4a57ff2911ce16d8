namespace Nascent.Packages.Tests;

/// <summary>The program in <c>Guest/</c>, built outside of the repository against the packages of all libraries.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class GuestProgramTests(PackedFeed feed)
{
    /// <summary>Names a folder of packages that are taken from there rather than downloaded, such as <c>~/.nuget/packages</c>. Without it about 1 GB is.</summary>
    private const string Reuse = "NASCENT_PACKAGE_CACHE";

    [Fact]
    public async Task It_builds_runs_and_writes_a_network()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Guest, folder["Program.cs"]);
        await File.WriteAllTextAsync(folder["Guest.csproj"], Project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["nuget.config"], Sources, TestContext.Current.CancellationToken);
        await feed.Shell.RunAsync(folder["."], Shell.Dotnet, "run");
        Directory.GetFiles(folder["."], "best.onnx", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {string.Concat(Repository.Libraries.Select(library => $"""<PackageReference Include="{library}" Version="{Repository.Version}" />"""))}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The feed, besides those that the user has.</summary>
    private string Sources => $"""
        <configuration>
          <packageSources><add key="nascent" value="{feed.Folder}" /></packageSources>
          {(Environment.GetEnvironmentVariable(Reuse) is { Length: > 0 } cache ? $"""<fallbackPackageFolders><add key="reused" value="{cache}" /></fallbackPackageFolders>""" : "")}
        </configuration>
        """;
}
