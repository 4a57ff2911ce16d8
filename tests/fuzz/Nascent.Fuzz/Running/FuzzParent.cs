using System.Diagnostics;
using System.Globalization;

namespace Nascent.Fuzz.Running;

/// <summary>Runs each target in a process of its own, and tells of it in one line.</summary>
internal static class FuzzParent
{
    /// <summary>Runs all targets.</summary>
    /// <returns>The exit code: 1 where something was found.</returns>
    public static async Task<int> RunAsync(FuzzArguments arguments)
    {
        var code = 0;
        Directory.CreateDirectory(arguments.Out);
        foreach (var target in arguments.Targets)
            if (await RunAsync(target, arguments) > 0)
                code = 1;
        if (code > 0)
            Console.WriteLine($"The inputs and what they do are in {arguments.Out}.");
        return code;
    }

    private static async Task<int> RunAsync(string target, FuzzArguments arguments)
    {
        var (work, time, first) = (Path.Combine(arguments.Out, "work", target), TimeProvider.System, arguments.First);
        foreach (var old in Directory.GetFiles(arguments.Out, $"{target}-*"))
            File.Delete(old);
        var (start, accepted, refused, next) = (time.GetTimestamp(), 0L, 0L, first);
        while (arguments.Seconds - time.GetElapsedTime(start).TotalSeconds is > 0 and var left)
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
            var (code, error) = await ChildAsync(target, arguments with { Seconds = left, First = next });
            if (Progress.Read(Path.Combine(work, FuzzedTarget.ProgressFile)) is not { } progress)
                throw new InvalidOperationException($"The process for '{target}' ended with exit code {code} before its first input: {error}");
            (accepted, refused, next) = (accepted + progress.Accepted, refused + progress.Refused, progress.Next + (code == 0 ? 0 : 1));
            if (code is not (0 or FuzzedTarget.Ended))
                new Findings(arguments.Out, target).Add(progress.Next, await File.ReadAllBytesAsync(Path.Combine(work, FuzzedTarget.CurrentInput)), $"The process ends with exit code {code} {FirstLine(error)}", error);
        }

        var found = new Findings(arguments.Out, target).Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target,-12}{next - first,9:N0} inputs{accepted,9:N0} accepted{refused,9:N0} refused{found,4} findings"));
        return found;
    }

    private static async Task<(int Code, string Error)> ChildAsync(string target, FuzzArguments arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[FuzzArguments.ChildWord, target, "--seconds", arguments.Seconds.ToString(CultureInfo.InvariantCulture),
            "--seed", arguments.Seed.Value.ToString(CultureInfo.InvariantCulture), "--out", arguments.Out, "--first", arguments.First.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(word);
        start.Environment["DOTNET_GCHeapHardLimit"] = Watch.MostBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private static string FirstLine(string text) => text.Split('\n') is [var first, ..] ? first : "";
}
