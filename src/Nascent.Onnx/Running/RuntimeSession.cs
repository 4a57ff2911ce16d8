using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace Nascent.Onnx.Running;

/// <summary>Makes sessions of ONNX Runtime on the CPU.</summary>
internal static partial class RuntimeSession
{
    private const int MostOfMessage = 300;

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
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what fails comes back as an exception
        };
        try
        {
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new NascentException($"{source}: ONNX Runtime {OnnxRuntimeFacts.Version()} cannot load the model ({Plain(error)}).", error);
        }
    }

    /// <summary>Runs a session for some outputs.</summary>
    /// <exception cref="NascentException">ONNX Runtime cannot.</exception>
    public static IDisposableReadOnlyCollection<OrtValue> Run(
        InferenceSession session, string source, RunOptions options, IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> values, params IReadOnlyCollection<string> outputs)
    {
        try
        {
            return session.Run(options, names, values, outputs);
        }
        catch (OnnxRuntimeException error)
        {
            throw new NascentException($"{source}: ONNX Runtime {OnnxRuntimeFacts.Version()} cannot run the model ({Plain(error)}).", error);
        }
    }

    // Messages of the runtime come with colours, places in its sources and several lines.
    private static string Plain(OnnxRuntimeException error)
    {
        var text = Colours().Replace(error.Message, "");
        var line = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "no reason given";
        var plain = string.Concat(line.Where(character => !char.IsControl(character)));
        return plain.Length <= MostOfMessage ? plain : plain[..MostOfMessage] + "…";
    }

    [GeneratedRegex("\u001b\\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colours();
}
