using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Deploying;

/// <summary>How far the chosen network is ahead of each baseline on the test set, and how much of that the choice of samples may explain.</summary>
internal static class PairedLeads
{
    private const int Resamples = 200;

    /// <summary>The leads, in the baselines' order.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="objective">What is compared.</param>
    /// <param name="targets">What is right.</param>
    /// <param name="mine">The outputs of the chosen network, (samples, outputs) for each seed.</param>
    /// <param name="others">Those of each baseline.</param>
    /// <param name="seed">The key of the resamples.</param>
    public static ImmutableArray<TestLead> Of(
        LearningTask task, Objective objective, SampleTargets targets, IReadOnlyList<float[]> mine, IReadOnlyList<(string Baseline, IReadOnlyList<float[]> Outputs)> others, Seed seed)
    {
        if (mine.Count == 0 || others.Count == 0)
            return [];
        var all = Enumerable.Range(0, targets.Count).ToArray();
        double[] Scores(int[] samples)
        {
            var known = Of(targets, samples);
            double Mean(IReadOnlyList<float[]> outputs) => outputs.Average(one => objective.Score(SampleScores.Compute(task, Rows(one, samples, task.Outputs), known)));
            var own = Mean(mine);
            return [.. others.Select(other => own - Mean(other.Outputs))];
        }

        var lead = Scores(all);
        var resampled = new double[Resamples][];
        Parallel.For(0, Resamples, i =>
        {
            var stream = seed.Derive(i).Stream();
            resampled[i] = Scores([.. all.Select(_ => stream.NextInt(all.Length))]);
        });
        return [.. others.Select((other, at) => new TestLead(other.Baseline, lead[at], Deviation([.. resampled.Select(row => row[at]).Where(double.IsFinite)])))];
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
