using System.Diagnostics;
using Nascent.Runs.Workers;

namespace Nascent.Runs.Tests;

/// <summary>The program that tests start as worker and as main process.</summary>
internal static class TestWorker
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Nascent.Runs.TestWorker");

    public static WorkerCommand Command(params string[] misbehaviour) => new(Program, ["worker", .. misbehaviour]);

    /// <summary>Starts a main process that begins or resumes a run.</summary>
    public static Process StartSearch(string folder, int workers, int trials, params string[] misbehaviour) => Process.Start(
        new ProcessStartInfo(Program, ["search", folder, $"{workers}", $"{trials}", .. misbehaviour]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;

    /// <summary>The processes that run with a folder's name, or that are children of such: none, once a run has ended.</summary>
    public static int[] ProcessesOf(string marker) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!))
            .Where(process => CommandLine(process).Contains(marker, StringComparison.Ordinal)),
    ];

    /// <summary>The processes that a process started.</summary>
    public static IEnumerable<int> ChildrenOf(int parent) => Directory.EnumerateDirectories($"/proc/{parent}/task")
        .SelectMany(task => Read($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse);

    /// <summary>Whether a process of this program still runs; one that has ended and waits for its parent does not.</summary>
    public static bool IsRunning(int process) => Read($"/proc/{process}/stat") is { Length: > 0 } stat && stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');

    /// <summary>Whether a process was stopped by a signal, until another lets it go on.</summary>
    public static bool IsHeld(int process) => Read($"/proc/{process}/stat") is { Length: > 0 } stat && stat[(stat.LastIndexOf(')') + 2)..][0] == 'T';

    /// <summary>How much a process gives way to others.</summary>
    public static int NicenessOf(int process) => Read($"/proc/{process}/stat") is { Length: > 0 } stat ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16]) : 0;

    private static string CommandLine(int process) => Read($"/proc/{process}/cmdline");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }
}
