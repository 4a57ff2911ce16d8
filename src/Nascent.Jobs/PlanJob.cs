using System.Collections.Immutable;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Planning;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Searching;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Reporting.Plans;

namespace Nascent.Jobs;

/// <summary>Times a few candidates, and says what a search of the same request can do on this machine.</summary>
public sealed class PlanJob
{
    private readonly JobHost _host;
    private readonly RunSpec _spec;
    private readonly PlanMeasurement _measurement;
    private readonly ImmutableArray<TimedCandidate> _chosen;

    private PlanJob(JobHost host, RunSpec spec, PlanMeasurement measurement) => (_host, _spec, _measurement, _chosen) = (host, spec, measurement, measurement.Choose());

    /// <summary>How many timings there will be: the amount that progress adds up to.</summary>
    public int Timings => _measurement.Timings(_chosen);

    /// <summary>Checks what was asked and reads the data.</summary>
    /// <param name="request">What a search would be asked; it must have a budget by time, or none and no trials.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">Something that was asked for is not possible.</exception>
    public static async Task<PlanJob> OpenAsync(SearchRequest request, JobHost? host = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        JobWorker.ServeIfWorker(host);
        var settled = Settlement.Of(request, host);
        if (settled.Time is null)
            throw new NascentException("Plan: found a search by trials, expected a budget by time, such as --budget 10m.");
        if (request.Space is not null)
            RunSpecFactory.SpaceOf(host, request.Space, null); // a wrong word is told before the data is read
        (var loaded, settled) = await DataStep.LoadAsync(host, settled, _ => UnseenStep.Instance, cancellationToken);
        var data = loaded.Prepared;
        var space = RunSpecFactory.SpaceOf(host, request.Space, data);
        RunStart.RequireFit(space, data, "--space");
        var spec = RunSpecFactory.Create(SearchRule.Applied(settled, data, space), "plan", data, space);
        PlanTiming.RequireRoom(spec);
        return new(host, spec, new PlanMeasurement(host, spec, space, data));
    }

    /// <summary>Times the candidates and plans.</summary>
    /// <param name="progress">Is told of every timing; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">Nothing could be timed, or the time is too short for anything.</exception>
    public async Task<SearchPlan> RunAsync(IWorkProgress? progress = null, CancellationToken cancellationToken = default)
    {
        var input = await _measurement.RunAsync(_chosen, progress ?? UnseenProgress.Instance, cancellationToken);
        return Planner.Of(input with { Correlations = await KnownCorrelations.ForAsync(_host, _spec, cancellationToken) });
    }
}
