using Nascent.Jobs.Hosting;
using Nascent.Jobs.TestHost;

namespace Nascent.Jobs.Tests;

/// <summary>One small job of <see cref="Guests"/> that ran to its end: the tests of a class share it.</summary>
public sealed class FinishedJob : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-job-");

    /// <summary>Its host.</summary>
    public JobHost Host => GuestProgram.Host(_folder.FullName);

    /// <summary>What it came to.</summary>
    public SearchResult Result { get; private set; } = null!;

    /// <summary>A file of points of its own in the host's folder.</summary>
    public string Data(string name, int rows)
    {
        PointsFile.Write(Host.PathOf(name), rows);
        return name;
    }

    public async ValueTask InitializeAsync()
    {
        var job = await SearchJob.BeginAsync(Guests.Request(Data("a.points", 80), "run"), Host, cancellationToken: TestContext.Current.CancellationToken);
        Result = await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
