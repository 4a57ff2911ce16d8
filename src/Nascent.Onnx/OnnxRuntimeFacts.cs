using Microsoft.ML.OnnxRuntime;

namespace Nascent.Onnx;

/// <summary>What is known of ONNX Runtime on this machine.</summary>
public static class OnnxRuntimeFacts
{
    /// <summary>Its version, such as <c>1.31.1</c>.</summary>
    /// <exception cref="NascentException">Its native library cannot be loaded.</exception>
    public static string Version()
    {
        RuntimePrivacy.Ensure();
        try
        {
            return OrtEnv.Instance().GetVersionString();
        }
        catch (Exception failure) when (failure is OnnxRuntimeException or DllNotFoundException or TypeInitializationException)
        {
            throw new NascentException($"ONNX Runtime: its native library cannot be loaded ({failure.Message}). Build the program again, so that it lies beside it.", failure);
        }
    }
}
