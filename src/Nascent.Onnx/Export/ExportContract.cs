using Nascent.Architectures;
using Nascent.Tasks;

namespace Nascent.Onnx.Export;

/// <summary>Checks that a network, its task and its preprocessing fit each other before anything is written.</summary>
internal static class ExportContract
{
    public static void Check(Architecture architecture, LearningTask task, Preprocessing preprocessing)
    {
        var network = $"Network '{architecture.Name}'";
        if (architecture.Inputs.Length != 1 || architecture.Outputs.Length != 1)
            throw new NascentException($"{network}: found {architecture.Inputs.Length} inputs and {architecture.Outputs.Length} outputs, expected one of each.");
        var input = architecture.Inputs[0].Type.Shape;
        var raw = preprocessing switch
        {
            Preprocessing.Image image => TensorShape.Image(image.Channels, image.Height, image.Width),
            Preprocessing.Backbone backbone => TensorShape.Features(backbone.Features),
            Preprocessing.Table { Features: > 0 } table => TensorShape.Features(table.Features),
            _ => throw new NascentException($"{network}: the preprocessing gives no features, expected at least one."),
        };
        if (!input.Equals(raw))
            throw new NascentException($"{network}, input '{architecture.Inputs[0].Name}': found shape {input}, expected {raw}, which the preprocessing gives.");
        if (preprocessing is Preprocessing.Image pixels && (pixels.Mean.Length != pixels.Channels || pixels.StandardDeviation.Length != pixels.Channels))
            throw new NascentException(
                $"{network}: the preprocessing has {pixels.Mean.Length} means and {pixels.StandardDeviation.Length} standard deviations, expected {pixels.Channels} of each.");
        var output = architecture.ShapeOf(architecture.Outputs[0].Node);
        if (!output.Equals(TensorShape.Features(task.Outputs)))
            throw new NascentException($"{network}, output '{architecture.Outputs[0].Name}': found shape {output}, expected a vector of {task.Outputs} for the task.");
    }
}
