using System.Collections.Immutable;
using Nascent.Jobs.Hosting;
using Nascent.Onnx.Latency;

namespace Nascent.Jobs.Targets;

/// <summary>ONNX Runtime on this machine.</summary>
/// <param name="threads">Threads that a run uses.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalTarget(int threads, TimeProvider time) : ITarget
{
    private static readonly LatencyOptions OfUnits = new() { WarmUpRuns = 4, Runs = 100, MinimumRuns = 10, TimeLimit = TimeSpan.FromMilliseconds(20) };
    private static readonly LatencyOptions OfNetworks = new() { WarmUpRuns = 20, Runs = 500, MinimumRuns = 20, TimeLimit = TimeSpan.FromMilliseconds(400) };

    /// <inheritdoc/>
    public Task<ImmutableArray<TimedBeside>> MeasureAsync(IReadOnlyList<byte[]> models, MeasuringCare care, IStep step, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var (meter, times) = (new LatencyMeter(time), new TimedBeside[models.Count]);
            for (var i = 0; i < times.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (model, reference) = meter.MeasureBeside(models[i], $"Model {i + 1} of {times.Length}", threads, care == MeasuringCare.Unit ? OfUnits : OfNetworks, cancellationToken);
                times[i] = new(model.MedianMs, reference.MedianMs);
                step.Report((i + 1.0) / times.Length);
            }

            return times.ToImmutableArray();
        },
        cancellationToken);
}
