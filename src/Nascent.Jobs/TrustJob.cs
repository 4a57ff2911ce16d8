using Nascent.Jobs.Hosting;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Workers;
using Nascent.Reporting.Trust;

namespace Nascent.Jobs;

/// <summary>Trains candidates of all ranks of a run in full, and says how far its search's scores can be believed.</summary>
public sealed class TrustJob
{
    private readonly JobHost _host;
    private readonly OpenRun _run;
    private readonly TrustRun _trust;

    private TrustJob(JobHost host, OpenRun run, TrustRun trust) => (_host, _run, _trust) = (host, run, trust);

    /// <summary>The run's name.</summary>
    public string Run => _run.Folder.Name;

    /// <summary>How many trainings there will be, those that are known already among them: the amount that progress adds up to.</summary>
    public int Trainings => _trust.Trainings;

    /// <summary>Opens a run to judge it.</summary>
    /// <param name="run">Its folder, or its name below <c>runs/</c>.</param>
    /// <param name="request">How; null for the defaults.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">There is no such run, or too little is recorded of it.</exception>
    public static async Task<TrustJob> OpenAsync(string run, TrustRequest? request = null, JobHost? host = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        JobWorker.ServeIfWorker(host);
        var opened = await OpenRun.OfAsync(host, run, "judge", cancellationToken);
        return new(host, opened.Run, new TrustRun(host, opened.Run, opened.State, request ?? new()));
    }

    /// <summary>Trains what is missing, judges, and writes the run's report anew.</summary>
    /// <param name="progress">Is told of every training; null for nobody.</param>
    /// <param name="cancellationToken">Interrupts; trainings that ended are kept.</param>
    /// <exception cref="NascentException">Workers do not start, or too few could be trained.</exception>
    public async Task<TrustReport> RunAsync(IWorkProgress? progress = null, CancellationToken cancellationToken = default)
    {
        var report = await _trust.RunAsync(progress ?? UnseenProgress.Instance, cancellationToken);
        ReportFile.Write(_host, _run.Folder, await _run.Folder.ReadStateAsync(cancellationToken));
        return report;
    }
}
