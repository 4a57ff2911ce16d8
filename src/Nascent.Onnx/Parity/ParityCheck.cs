using Nascent.Data;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Onnx.Parity;

/// <summary>Runs an exported model on real inputs and compares it with the module it was made from.</summary>
/// <remarks>
/// The largest difference may be 10⁻⁴ of the largest output, and the same class must be predicted but for exact ties. Outputs of a
/// regression are compared in units of the target's standard deviation, of which they may differ by 10⁻⁴ too, so that a file which cannot
/// hold the target's differences is never taken for equal.
/// </remarks>
public static class ParityCheck
{
    /// <summary>The largest difference that passes, as a share of the largest output, or of one standard deviation of a regression's target where that is more.</summary>
    public const double RelativeTolerance = 1e-4;

    /// <summary>Runs the model and compares.</summary>
    /// <param name="model">The exported model.</param>
    /// <param name="inputs">Raw inputs, at least one sample.</param>
    /// <param name="reference">The module's outputs for them: (samples, outputs), row-major; before softmax, and standardised for a regression.</param>
    /// <exception cref="ParityException">The outputs differ by more than the tolerance, or another class is predicted.</exception>
    /// <exception cref="NascentException">An output is NaN or infinite, there are no samples, or the inputs do not fit the model.</exception>
    public static ParityReport Run(OnnxModel model, SampleValues inputs, ReadOnlySpan<float> reference) =>
        Require(model.Source, model.Card.Task, model.Run(inputs), reference);

    /// <summary>Compares outputs that are there already, and throws where they differ too much.</summary>
    /// <param name="source">What messages call the model.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="exported">What <see cref="OnnxModel.Run"/> gave.</param>
    /// <param name="reference">The module's outputs, as in <see cref="Run"/>.</param>
    /// <exception cref="ParityException">The outputs differ by more than the tolerance, or another class is predicted.</exception>
    /// <exception cref="NascentException">An output is NaN or infinite, or there are no samples.</exception>
    public static ParityReport Require(string source, LearningTask task, ReadOnlySpan<float> exported, ReadOnlySpan<float> reference)
    {
        var report = Compare(source, task, exported, reference);
        if (report.Passed)
            return report;
        throw new ParityException(
            report,
            $"{source}: the exported model differs from the module on {report.Samples} samples: largest difference {report.MaxDelta:G3} "
            + $"(at most {report.Tolerance:G3} is expected), another class predicted {report.Mismatches} times (expected never but for ties). The export cannot be used.");
    }

    /// <summary>Compares outputs that are there already.</summary>
    /// <param name="source">What messages call the model.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="exported">What <see cref="OnnxModel.Run"/> gave.</param>
    /// <param name="reference">The module's outputs, as in <see cref="Run"/>.</param>
    /// <exception cref="NascentException">An output is NaN or infinite, or there are no samples.</exception>
    public static ParityReport Compare(string source, LearningTask task, ReadOnlySpan<float> exported, ReadOnlySpan<float> reference)
    {
        if (exported.Length != reference.Length || exported.Length % task.Outputs != 0)
            throw new ArgumentException($"Found {exported.Length} exported and {reference.Length} reference outputs, expected {task.Outputs} a sample of each.", nameof(reference));
        if (exported.IsEmpty)
            throw new NascentException($"{source}: found no samples to compare the exported model with the module on, expected at least one.");
        var (delta, scale) = (0.0, 0.0);
        for (var i = 0; i < exported.Length; i++)
        {
            if (!float.IsFinite(exported[i]) || !float.IsFinite(reference[i]))
                throw new NascentException($"{source}: output {i % task.Outputs} of sample {i / task.Outputs} is {exported[i]} exported and {reference[i]} in the module, expected finite numbers.");
            delta = Math.Max(delta, Math.Abs((double)exported[i] - reference[i]));
            scale = Math.Max(scale, Math.Abs(reference[i]));
        }

        var (mismatches, ties) = task is LearningTask.Classification ? CompareClasses(exported, reference, task.Outputs) : (0, 0);
        var unit = task is LearningTask.Regression ? Math.Max(1, scale) : scale;
        return new ParityReport(exported.Length / task.Outputs, delta, scale, RelativeTolerance * unit, mismatches, ties);
    }

    private static (int Mismatches, int Ties) CompareClasses(ReadOnlySpan<float> exported, ReadOnlySpan<float> reference, int classes)
    {
        var (mismatches, ties) = (0, 0);
        for (var start = 0; start < exported.Length; start += classes)
        {
            var a = exported.Slice(start, classes);
            var b = reference.Slice(start, classes);
            var (found, expected) = (IndexOfMax(a), IndexOfMax(b));
            if (found == expected)
                continue;
            if (a[found] == a[expected] || b[found] == b[expected])
                ties++;
            else
                mismatches++;
        }

        return (mismatches, ties);
    }

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (values[i] > values[best])
                best = i;
        return best;
    }
}
