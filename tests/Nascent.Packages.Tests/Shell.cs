using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Nascent.Packages.Tests;

/// <summary>Runs programs as a user would who knows nothing of this test run: with caches of their own, and no variable that MSBuild or the test platform has set.</summary>
/// <param name="caches">The folder of the package cache and of every other cache.</param>
internal sealed class Shell(string caches)
{
    private static readonly string DotnetRoot = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>The SDK's own program.</summary>
    public static string Dotnet { get; } = Path.Combine(DotnetRoot, "dotnet");

    /// <summary>The package folder of whoever runs the tests.</summary>
    public static string PackagesOfTheUser { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } path
        ? path : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Runs a program to its end; the test fails with what it wrote where its exit code is not 0.</summary>
    /// <returns>What it wrote to standard output and standard error.</returns>
    public async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        SetVariables(start.Environment);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var text = await output + await error;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{text}");
            return text;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void SetVariables(IDictionary<string, string?> variables)
    {
        foreach (var name in variables.Keys.Where(IsOfThisTestRun).ToArray())
            variables.Remove(name);
        variables["DOTNET_ROOT"] = DotnetRoot;
        variables["DOTNET_NOLOGO"] = "1";
        variables["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        variables["MSBUILDDISABLENODEREUSE"] = "1";
        variables["NUGET_PACKAGES"] = Path.Combine(caches, "packages");
        variables["NUGET_HTTP_CACHE_PATH"] = Path.Combine(caches, "http");
        variables["XDG_CACHE_HOME"] = Path.Combine(caches, "user");
    }

    private static bool IsOfThisTestRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_HOST_PATH" or "NASCENT_TESTS";
}
