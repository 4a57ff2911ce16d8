using System.Collections.Immutable;
using Nascent.Jobs.Benching;
using Nascent.Jobs.Hosting;
using Nascent.Reporting.Benches;

namespace Nascent.Jobs;

/// <summary>Searches tables of known results with several strategies, many times, on a simulated clock, and compares them.</summary>
public sealed class BenchJob
{
    private readonly JobHost _host;
    private readonly BenchRequest _request;
    private readonly ImmutableArray<BenchProblem> _problems;

    private BenchJob(JobHost host, BenchRequest request, ImmutableArray<BenchProblem> problems) => (_host, _request, _problems) = (host, request, problems);

    /// <summary>The amount that progress adds up to: evaluations, or seconds of the tables' cost.</summary>
    public double Amount => _problems.Sum(problem => problem.Budget.Amount) * _request.Repeats * _request.Strategies.Length;

    /// <summary>Reads the tables: whatever is wrong is told before anything runs.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <exception cref="NascentException">A table, a metric, a fidelity or a budget is not as expected.</exception>
    public static BenchJob Open(BenchRequest request, JobHost? host = null) => new(host ?? new(), request, BenchRunner.Prepare(host ?? new(), request));

    /// <summary>Runs all searches, on this thread and the thread pool's.</summary>
    /// <param name="progress">Is told how it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>One result for each table and budget, in order.</returns>
    public ImmutableArray<BenchResult> Run(IWorkProgress? progress = null, CancellationToken cancellationToken = default) =>
        BenchRunner.Run(_host, _request, _problems, progress ?? UnseenProgress.Instance, cancellationToken);
}
