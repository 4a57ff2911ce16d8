using Nascent.Jobs.Hosting;

namespace Nascent.Cli.Display;

/// <summary>A step that says now and then how far it is, where nothing is drawn: every 15 seconds.</summary>
/// <param name="time">The clock.</param>
/// <param name="say">Is given the share that is done, and the time that is left at the step's own pace.</param>
internal sealed class SpokenStep(TimeProvider time, Action<double, TimeSpan> say) : IStep
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private long _last = time.GetTimestamp();

    public void Report(double share)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_last) < Quiet || share is not (> 0 and < 1))
                return;
            _last = time.GetTimestamp();
            say(share, time.GetElapsedTime(_began) * ((1 - share) / share));
        }
    }

    public void Dispose()
    {
    }
}
