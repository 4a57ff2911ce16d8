namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>One whole search on a small folder of images, which several tests look at.</summary>
public sealed class ImageRun : IAsyncLifetime
{
    internal Cli Cli { get; } = new();

    internal (int Code, string Output, string Error) Search { get; private set; }

    public async ValueTask InitializeAsync()
    {
        MadeUpData.Images(Cli.PathOf("images"));
        Search = await Cli.RunAsync(
            "search", "images", "--trials", "3", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "2", "--retrain-candidates", "1", "--limit", "params<=60k", "--workers", "2", "--run", "runs/one");
    }

    public ValueTask DisposeAsync()
    {
        Cli.Dispose();
        return ValueTask.CompletedTask;
    }
}
