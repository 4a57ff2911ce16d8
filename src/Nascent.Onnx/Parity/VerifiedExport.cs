using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Onnx.Parity;

/// <summary>An export that was run on ONNX Runtime and computes what its module computes: the way to a file that may be shipped.</summary>
/// <param name="File">The file's contents.</param>
/// <param name="Parity">How far it is from the module.</param>
/// <param name="Outputs">What the file gave for the inputs that were compared, as <see cref="OnnxModel.Run"/> does: what a deployed score is computed from.</param>
public sealed record VerifiedExport(OnnxModelFile File, ParityReport Parity, float[] Outputs)
{
    /// <summary>Exports a network and compares the file with the module before anyone sees it.</summary>
    /// <param name="architecture">The network.</param>
    /// <param name="weights">Its weights, by name.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="preprocessing">What turns raw input into the network's input.</param>
    /// <param name="metadata">Further entries for the file.</param>
    /// <param name="inputs">Real raw inputs, at least one sample.</param>
    /// <param name="reference">The module's outputs for them: (samples, outputs), row-major; before softmax, and standardised for a regression.</param>
    /// <exception cref="ParityException">The file does not compute what the module computes.</exception>
    /// <exception cref="NascentException">The network cannot be exported, or the inputs do not fit it.</exception>
    public static VerifiedExport Make(
        Architecture architecture,
        IReadOnlyList<NamedTensor> weights,
        LearningTask task,
        Preprocessing preprocessing,
        ImmutableSortedDictionary<string, string> metadata,
        SampleValues inputs,
        ReadOnlySpan<float> reference)
    {
        var file = OnnxExporter.Export(architecture, weights, task, preprocessing, metadata);
        using var model = OnnxModel.Load(file, $"Export of network '{architecture.Name}'");
        var outputs = model.Run(inputs);
        return new VerifiedExport(file, ParityCheck.Require(model.Source, task, outputs, reference), outputs);
    }
}
