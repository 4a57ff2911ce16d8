using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Deploying;

/// <summary>How far networks' test scores, and their differences, depend on the choice of test samples.</summary>
internal static class TestBootstrap
{
    private const int Resamples = 200;

    /// <summary>The chosen network's leads, in the order of the others, and the noise of each network's own score, the chosen one first.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="objective">What is compared.</param>
    /// <param name="targets">What is right.</param>
    /// <param name="mine">The chosen network, with its outputs, (samples, outputs) for each seed.</param>
    /// <param name="others">Every other network.</param>
    /// <param name="seed">The key of the resamples.</param>
    public static (ImmutableArray<TestLead> Leads, ImmutableArray<TestNoise> Noise) Of(
        LearningTask task, Objective objective, SampleTargets targets, (string Name, IReadOnlyList<float[]> Outputs) mine, IReadOnlyList<(string Name, IReadOnlyList<float[]> Outputs)> others, Seed seed)
    {
        if (mine.Outputs.Count == 0)
            return ([], []);
        (string Name, IReadOnlyList<float[]> Outputs)[] networks = [mine, .. others];
        var all = Enumerable.Range(0, targets.Count).ToArray();
        double[] Scores(int[] samples)
        {
            var known = Of(targets, samples);
            return [.. networks.Select(network => network.Outputs.Average(one => objective.Score(SampleScores.Compute(task, Rows(one, samples, task.Outputs), known))))];
        }

        var measured = Scores(all);
        var resampled = new double[Resamples][];
        Parallel.For(0, Resamples, i =>
        {
            var stream = seed.Derive(i).Stream();
            resampled[i] = Scores([.. all.Select(_ => stream.NextInt(all.Length))]);
        });
        double Error(Func<double[], double> value) => Deviation([.. resampled.Select(value).Where(double.IsFinite)]);
        return (
            [.. others.Select((other, i) => new TestLead(other.Name, measured[0] - measured[i + 1], Error(row => row[0] - row[i + 1])))],
            [.. networks.Select((network, i) => new TestNoise(network.Name, Error(row => row[i])))]);
    }

    private static SampleTargets Of(SampleTargets targets, int[] samples) => targets switch
    {
        SampleTargets.Labels labels => new SampleTargets.Labels(Array.ConvertAll(samples, i => labels.Indices[i])),
        SampleTargets.Numbers numbers => new SampleTargets.Numbers(Array.ConvertAll(samples, i => numbers.Values[i])),
        _ => throw new ArgumentException($"Found targets of kind {targets.GetType().Name}, expected labels or numbers.", nameof(targets)),
    };

    private static float[] Rows(float[] outputs, int[] samples, int width)
    {
        var rows = new float[samples.Length * width];
        for (var i = 0; i < samples.Length; i++)
            outputs.AsSpan(samples[i] * width, width).CopyTo(rows.AsSpan(i * width));
        return rows;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.DefaultIfEmpty(0).Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
