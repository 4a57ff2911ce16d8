namespace Nascent.Packages.Tests;

/// <summary>The tool, installed from the feed and from nowhere else, in an empty folder and with an empty package cache.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(PackedFeed))]
public sealed class InstalledToolTests(PackedFeed feed)
{
    [Fact]
    public async Task It_searches_and_writes_a_network()
    {
        using var folder = new TemporaryFolder();
        await feed.Shell.RunAsync(folder["."], Shell.Dotnet, "tool", "install", Repository.Tool, "--version", Repository.Version, "--tool-path", folder["tool"], "--source", feed.Folder);
        await feed.Shell.RunAsync(folder["."], folder["tool", "nascent"], "search", "--trials", "4", "--retrain-epochs", "1");
        Directory.GetFiles(folder["runs"], "best.onnx", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }
}
