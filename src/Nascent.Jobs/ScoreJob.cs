using Nascent.Jobs.Hosting;
using Nascent.Jobs.Scoring;
using Nascent.Reporting.Outcomes;

namespace Nascent.Jobs;

/// <summary>Scores given architectures of a space, without training or by training each briefly.</summary>
public sealed class ScoreJob
{
    private readonly JobHost _host;
    private readonly GivenArchitectures _given;

    private ScoreJob(JobHost host, GivenArchitectures given) => (_host, _given) = (host, given);

    /// <summary>How many architectures there are.</summary>
    public int Count => _given.Count;

    /// <summary>Reads the architectures and the data: whatever is wrong is told before anything is scored.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <exception cref="NascentException">The space, a genotype or the data is not as expected.</exception>
    public static ScoreJob Open(ScoreRequest request, JobHost? host = null) => new(host ?? new(), GivenArchitectures.Read(host ?? new(), request));

    /// <summary>Scores one after another, in this process.</summary>
    /// <param name="cancellationToken">Interrupts between two.</param>
    /// <exception cref="NascentException">An architecture does not fit the data.</exception>
    public IEnumerable<ScoredArchitecture> Run(CancellationToken cancellationToken = default) => _given.Score(_host.Time, cancellationToken);
}
