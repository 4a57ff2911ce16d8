using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;

namespace Nascent.Jobs.Opening;

/// <summary>What a deployed file gets right and wrong.</summary>
internal static class TestOutcome
{
    private const int MostPairs = 400;

    /// <summary>The facts for a report.</summary>
    /// <param name="task">What is predicted.</param>
    /// <param name="outputs">(samples, outputs), row-major, as a network gives them: class scores, or standardised numbers.</param>
    /// <param name="targets">What is right.</param>
    public static TestFacts Of(LearningTask task, float[] outputs, SampleTargets targets)
    {
        if ((task, targets) is (LearningTask.Regression regression, SampleTargets.Numbers numbers))
        {
            var step = Math.Max(1, numbers.Count / MostPairs);
            return new TestFacts([], [.. Enumerable.Range(0, numbers.Count).Where(i => i % step == 0).Take(MostPairs).Select(i => ImmutableArray.Create(numbers.Values[i], regression.InUnit(outputs[i])))]);
        }

        var labels = ((SampleTargets.Labels)targets).Indices;
        var counts = new int[task.Outputs, task.Outputs];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = outputs.AsSpan(i * task.Outputs, task.Outputs);
            var best = 0;
            for (var j = 1; j < row.Length; j++)
                if (row[j] > row[best])
                    best = j;
            counts[labels[i], best]++;
        }

        return new TestFacts([.. Enumerable.Range(0, task.Outputs).Select(row => Enumerable.Range(0, task.Outputs).Select(column => counts[row, column]).ToImmutableArray())], []);
    }
}
