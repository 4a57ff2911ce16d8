using System.Reflection;

namespace Nascent;

/// <summary>The version of Nascent that runs: all of its assemblies have one.</summary>
public static class ProgramVersion
{
    /// <summary>Such as <c>0.2.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
