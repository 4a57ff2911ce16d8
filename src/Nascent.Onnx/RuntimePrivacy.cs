using System.Runtime.InteropServices;

namespace Nascent.Onnx;

/// <summary>Keeps ONNX Runtime from gathering and sending events about the machine, which it does by itself otherwise.</summary>
/// <remarks>Its native library reads the variable <c>ORT_DISABLE_TELEMETRY</c> when it is loaded. Whoever sets that variable decides: it is left as it is.</remarks>
internal static partial class RuntimePrivacy
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly bool Kept = Keep();

    /// <summary>Switches it off, before anything of the library is used; later calls do nothing.</summary>
    public static void Ensure() => _ = Kept;

    private static bool Keep()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            return false;
        Environment.SetEnvironmentVariable(Variable, "1"); // for processes that this one starts
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(Variable, "1", overwrite: 0); // .NET keeps a copy of its own, which native code does not see
        return true;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
