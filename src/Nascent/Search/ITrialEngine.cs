using System.Threading.Channels;

namespace Nascent.Search;

/// <summary>Runs jobs somewhere: in this process, in worker processes, on a cluster.</summary>
/// <remarks>Safe for use by several threads. Every job ends in exactly one of Finished, Failed or Cancelled.</remarks>
public interface ITrialEngine : IAsyncDisposable
{
    /// <summary>How many jobs run at once.</summary>
    int Slots { get; }

    /// <summary>What becomes of jobs, as it happens.</summary>
    ChannelReader<JobReport> Reports { get; }

    /// <summary>Adds a job; jobs start in the order they were added.</summary>
    ValueTask EnqueueAsync(EvaluationJob job, CancellationToken cancellationToken);

    /// <summary>Asks for the end of a job; one that has ended is not asked.</summary>
    ValueTask CancelAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Keeps the jobs from computing until what it gives is disposed, so that something can be timed; their results are not changed. By default they compute on.</summary>
    IDisposable Pause() => Unpaused.Instance;

    private sealed class Unpaused : IDisposable
    {
        public static readonly Unpaused Instance = new();

        public void Dispose()
        {
        }
    }
}
