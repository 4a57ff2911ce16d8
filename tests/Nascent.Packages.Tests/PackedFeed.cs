namespace Nascent.Packages.Tests;

/// <summary>All packages, made from the sources as they are, in a folder that serves as a feed; and the caches that those who install them share.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder with the packages.</summary>
    public string Folder => _folder["feed"];

    internal Shell Shell => new(_folder["caches"]);

    /// <summary>Packs with an output of its own, so that no file is touched which another test runs from.</summary>
    public async ValueTask InitializeAsync()
    {
        // For building, the packages of whoever runs the tests do; what is installed afterwards starts from empty caches.
        await Shell.RunAsync(Repository.Root, Shell.Dotnet, "pack", "Nascent.slnx", "-c", "Release", "-o", Folder, "--artifacts-path", _folder["built"],
            "-p:RunAnalyzers=false", $"-p:RestorePackagesPath={Shell.PackagesOfTheUser}", "-v", "quiet");
        Directory.Delete(_folder["built"], recursive: true);
    }

    /// <summary>The path of a package, or of its symbols.</summary>
    public string PathOf(string package, string extension = "nupkg") => Path.Combine(Folder, $"{package}.{Repository.Version}.{extension}");

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
