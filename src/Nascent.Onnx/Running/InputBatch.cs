using Microsoft.ML.OnnxRuntime;

namespace Nascent.Onnx.Running;

/// <summary>The values of a model's inputs for some samples; owns the runtime's handles on them.</summary>
internal sealed class InputBatch(OrtValue[] values) : IDisposable
{
    /// <summary>One value an input, in the order of the inputs.</summary>
    public IReadOnlyCollection<OrtValue> Values => values;

    public void Dispose()
    {
        foreach (var value in values)
            value.Dispose();
    }
}
