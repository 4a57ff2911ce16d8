using Microsoft.ML.OnnxRuntime;

namespace Nascent.Onnx.Running;

/// <summary>Makes sessions of ONNX Runtime on the CPU.</summary>
internal static class RuntimeSession
{
    /// <summary>A session whose runs use <paramref name="threads"/> threads.</summary>
    /// <exception cref="NascentException">ONNX Runtime refuses the model.</exception>
    public static InferenceSession Create(byte[] model, string source, int threads)
    {
        RuntimePrivacy.Ensure();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new NascentException($"{source}: ONNX Runtime {OnnxRuntimeFacts.Version()} cannot load the model ({error.Message}).", error);
        }
    }
}
