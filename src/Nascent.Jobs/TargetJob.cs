using Nascent.Jobs.Hosting;
using Nascent.Jobs.Specialising;
using Nascent.Jobs.Targets;

namespace Nascent.Jobs;

/// <summary>Keeps targets: places where networks are to run, with tables of what the parts of networks take there.</summary>
public static class TargetJob
{
    private const int Attempts = 3;
    private const double Doubtful = 0.1; // a machine that nothing disturbs has 2 to 5 %
    private const double MostSeconds = 90; // what takes longer, such as a browser, is measured once

    /// <summary>The targets that were added, by name.</summary>
    /// <param name="host">The world around; null for the usual.</param>
    public static IReadOnlyList<TargetRecord> All(JobHost? host = null) => new TargetStore(host ?? new()).All();

    /// <summary>Adds a target; with a supernet, the latency table of its networks is measured at once.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Interrupts the measuring; the target stays.</param>
    /// <returns>The target, and the table where one was measured.</returns>
    /// <exception cref="NascentException">The name is taken, there is no such supernet, or the machine cannot be reached.</exception>
    public static async Task<(TargetRecord Target, LatencyFacts? Table)> AddAsync(TargetRequest request, JobHost? host = null, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        host ??= new();
        var opened = request.Supernet is { } supernet ? OpenSupernet.Of(SupernetFolder.Find(host, supernet)) : null;
        var store = new TargetStore(host);
        var target = await store.AddAsync(request, cancellationToken);
        return (target, opened is null || target.Published is not null ? null : await TableOfAsync(host, store, target, opened, progress ?? UnseenProgress.Instance, cancellationToken));
    }

    /// <summary>Forgets a target and its tables.</summary>
    /// <param name="name">The target's name.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <exception cref="NascentException">There is none.</exception>
    public static void Remove(string name, JobHost? host = null) => new TargetStore(host ?? new()).Remove(name);

    /// <summary>A target's table for a supernet: the one that there is, or one that is measured now and kept.</summary>
    internal static async Task<LatencyFacts> TableOfAsync(JobHost host, TargetStore store, TargetRecord target, OpenSupernet supernet, IJobProgress progress, CancellationToken cancellationToken)
    {
        if (store.TableOf(target, supernet.Timed) is { } known)
            return known;
        using var step = progress.Begin($"Measuring what the parts of networks take on {target.Name}");
        var measuring = new LatencyMeasuring(store.Open(target), target, supernet.Timed, host.Time);
        var table = await measuring.MeasureAsync(step, cancellationToken);
        for (var attempt = 1; attempt < Attempts && table.NinthTenth > Doubtful && table.Seconds < MostSeconds; attempt++)
        {
            progress.Say($"Note: one in ten latencies is predicted with an error above {100 * table.NinthTenth:0} %: something disturbed {target.Name}. It is measured again.");
            var again = await measuring.MeasureAsync(step, cancellationToken);
            table = (again.NinthTenth < table.NinthTenth ? again : table) with { Seconds = table.Seconds + again.Seconds };
        }

        store.Keep(target, supernet.Timed, table);
        return table;
    }
}
