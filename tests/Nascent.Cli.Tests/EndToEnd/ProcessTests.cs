using System.Diagnostics;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>The program as a process of its own: what it leaves on the machine, whom it speaks to, and what it says where the system gives it too little.</summary>
[Trait("Category", "Slow")]
public sealed class ProcessTests : IDisposable
{
    private const string Search = "search things.csv --trials 2 --epochs 1 --retrain-epochs 1 --retrain-seeds 1 --retrain-candidates 1 --workers 1 --trust 0 --run run";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-process-");

    public ProcessTests() => MadeUpData.Table(PathOf("things.csv"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Nothing_leaves_the_machine_and_no_device_is_named()
    {
        var traced = File.Exists("/usr/bin/strace");
        foreach (var words in new[] { Search, "predict run/best.onnx things.csv" })
            Run($"{(traced ? "strace -f -qq -e trace=connect,socket -o trace.txt " : "")}{Program} {words}").ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0, run.Error), run => run.Error.ShouldBeEmpty());
        Directory.EnumerateFileSystemEntries(PathOf("cache"), "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(PathOf("cache"), path).StartsWith("nascent", StringComparison.Ordinal)).ShouldBeEmpty("ONNX Runtime keeps its queue of events there");
        Assert.SkipUnless(traced, "strace is not installed: only the files that are left were looked at");
        File.ReadLines(PathOf("trace.txt")).Where(line => line.Contains("AF_INET", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Too_few_open_files_are_told_in_one_line()
    {
        var (code, output, error) = Run($"ulimit -n 64; {Program} {Search}");
        (code, output, error).ShouldBe((2, "", "nascent: found a limit of 64 open files, expected at least 256; raise it with 'ulimit -n 1024'.\n"));
    }

    [Fact]
    public void Too_little_address_space_is_told_in_one_line()
    {
        var (code, output, error) = Run($"ulimit -v 3000000; {Program} {Search}");
        (code, output, error).ShouldBe((2, "", "nascent: found a limit of 2929 MiB of address space, expected at least 4096; lift it with 'ulimit -v unlimited', and limit workers with --memory-limit instead.\n"));
    }

    [Theory]
    [InlineData("search pipe.csv")]
    [InlineData("search zero.csv")]
    [InlineData("search things.csv --space pipe.csv")]
    [InlineData("search things.csv --spec pipe.csv")]
    [InlineData("search things.csv --warm-start pipe.csv")]
    [InlineData("score mlp --data things.csv --genotypes pipe.csv")]
    [InlineData("predict pipe.csv things.csv")]
    [InlineData("predict /dev/zero things.csv")]
    public void What_does_not_end_is_refused_at_once(string words)
    {
        var (code, _, error) = Run($"mkfifo pipe.csv; ln -s /dev/zero zero.csv; timeout 60 {Program} {words}");
        code.ShouldBe(2, error);
        error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("not a regular file");
    }

    [Fact]
    public void One_termination_signal_ends_a_search_that_can_be_resumed()
    {
        const string words = "search things.csv --trials 100000 --epochs 1 --retrain-epochs 1 --retrain-seeds 1 --retrain-candidates 1 --workers 1 --trust 0 --run run";
        var (code, output, error) = Run($"{Program} {words} > out.txt & search=$!; until grep -q '^trial    3' out.txt; do sleep 0.1; kill -0 $search || exit 9; done; kill -TERM $search; wait $search");
        code.ShouldBe(130, error);
        output.ShouldBeEmpty();
        Run($"{Program} show run --json").Output.ShouldContain("\"state\":\"interrupted\"");
    }

    private static string Program => $"dotnet {typeof(NascentProgram).Assembly.Location}";

    private string PathOf(string relative) => Path.Combine(_folder.FullName, relative);

    private (int Code, string Output, string Error) Run(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["XDG_CACHE_HOME"] = Directory.CreateDirectory(PathOf("cache")).FullName;
        start.Environment.Remove("ORT_DISABLE_TELEMETRY"); // a test before this one may have set it in this process
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
