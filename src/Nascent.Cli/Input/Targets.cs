namespace Nascent.Cli.Input;

/// <summary>The devices and runtimes that latency can be measured on.</summary>
internal static class Targets
{
    /// <summary>This machine, on ONNX Runtime with one thread.</summary>
    public const string This = "this";

    /// <summary>One line that says what it is.</summary>
    public const string ThisHelp = "this machine: ONNX Runtime on the CPU, one thread, one sample at a time";
}
