using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Search;
using Nascent.Tasks;

namespace Nascent.Testing.Search;

/// <summary>Stands for training: a result that depends on genotype, fidelity, replicate and seed alone, and takes as much work as it is told to.</summary>
public static class FakeTraining
{
    /// <summary>The result of a job.</summary>
    public static Evaluation ResultOf(EvaluationJob job)
    {
        var seed = new Seed(job.Seed).Derive(job.Genotype.ToString()).Derive(job.Fidelity.ToString()).Derive(job.Replicate);
        var stream = seed.Stream();
        var epochs = (int)job.Fidelity.Axis(Fidelity.Epochs, 1);
        var curve = ImmutableArray.CreateBuilder<CurvePoint>();
        for (var epoch = 1; epoch <= epochs; epoch++)
            curve.Add(new CurvePoint(epoch, stream.NextDouble(), stream.NextDouble()));
        var metrics = Metrics.None.With(Metric.Accuracy.Name, stream.NextDouble()).With(Metric.LogLoss.Name, stream.NextDouble());
        return new Evaluation(metrics, new Cost(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 100 * epochs, 1 << 20), curve.ToImmutable(), []);
    }

    /// <summary>The result of a job whose curve rises towards its result, point by point, so that a stopping rule has something to look at; the loss falls with it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="progress">Is told of each point.</param>
    /// <param name="cancellationToken">Looked at before each point.</param>
    public static Evaluation Gradual(EvaluationJob job, IProgress<Evaluation> progress, CancellationToken cancellationToken)
    {
        var quality = new Seed(job.Seed).Derive(job.Genotype.ToString()).Stream().NextDouble();
        var points = (int)Math.Ceiling(job.Fidelity.Axis(Fidelity.Epochs, 1));
        var result = new Evaluation(Metrics.None, Cost.None, [], []);
        for (var point = 1; point <= points; point++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (value, epoch) = (quality * (1 - Math.Exp(-point / 2.0)), Math.Min(point, job.Fidelity.Axis(Fidelity.Epochs, 1)));
            result = result with
            {
                Metrics = Metrics.None.With(Metric.Accuracy.Name, value).With(Metric.LogLoss.Name, 1 - value),
                Cost = new Cost(TimeSpan.FromSeconds(point), TimeSpan.FromSeconds(point), 100 * point, 1 << 20),
                Curve = result.Curve.Add(new CurvePoint(epoch, 1.5 - value, value)),
            };
            progress.Report(result);
        }

        return result;
    }

    /// <summary>Computes for a while, so that there is something to interrupt; gives a number that depends on every step.</summary>
    public static ulong Work(int steps, CancellationToken cancellationToken)
    {
        var stream = new Seed((ulong)steps).Stream();
        var sum = 0UL;
        for (var step = 0; step < steps; step++)
        {
            if (step % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            sum ^= stream.NextBits();
        }

        return sum;
    }
}
