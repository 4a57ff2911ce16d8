namespace Nascent.Onnx.Parity;

/// <summary>An exported model does not compute what the module computes that it was made from.</summary>
/// <param name="report">What was found.</param>
/// <param name="message">The message for the user.</param>
public sealed class ParityException(ParityReport report, string message) : NascentException(message)
{
    /// <summary>What was found.</summary>
    public ParityReport Report => report;
}
