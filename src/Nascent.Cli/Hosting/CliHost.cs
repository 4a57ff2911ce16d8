using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;

namespace Nascent.Cli.Hosting;

/// <summary>The world around one invocation of the program: where it writes, what the time is, how it is interrupted.</summary>
/// <param name="Output">Standard output: what was asked for.</param>
/// <param name="Error">Standard error: what went wrong, and progress beside <c>--json</c>.</param>
/// <param name="Time">The clock.</param>
/// <param name="Folder">The folder that relative paths start from.</param>
/// <param name="IsTerminal">Whether output is a terminal that can be drawn on.</param>
/// <param name="Width">Columns of the terminal; 120 where output is none.</param>
/// <param name="Environment">Reads an environment variable; null where it is not set.</param>
/// <param name="Interruption">Tells when the user wants to stop.</param>
internal sealed record CliHost(
    TextWriter Output, TextWriter Error, TimeProvider Time, string Folder, bool IsTerminal, int Width,
    Func<string, string?> Environment, Interruption Interruption)
{
    private const int WidthOfPlainOutput = 120;

    /// <summary>Standard output for text: what was asked for, without characters that would drive the terminal.</summary>
    public TextWriter Output { get; } = new VisibleWriter(Output);

    /// <summary>Standard error, likewise: what went wrong, and progress beside <c>--json</c>.</summary>
    public TextWriter Error { get; } = new VisibleWriter(Error);

    /// <summary>Standard output as it is, for JSON and for what draws on the terminal.</summary>
    public TextWriter RawOutput { get; } = Output;

    /// <summary>Whether a failure that nobody foresaw shows its stack.</summary>
    public bool ShowsTraces => Environment("NASCENT_TRACE") is "1" or "true";

    /// <summary>The process's own world.</summary>
    public static CliHost OfThisProcess()
    {
        var plain = Console.IsOutputRedirected
            || !string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR"))
            || System.Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new CliHost(
            Console.Out, Console.Error, TimeProvider.System, Directory.GetCurrentDirectory(), !plain,
            plain ? WidthOfPlainOutput : Math.Max(60, Console.WindowWidth), System.Environment.GetEnvironmentVariable, new Interruption(ofProcess: true));
    }

    /// <summary>The world of the jobs that it begins.</summary>
    public JobHost Job => new() { Time = Time, Folder = Folder, Environment = Environment, Worker = CliWorker.Command() };

    /// <summary>What can be named.</summary>
    public Catalogue Catalogue => Job.Catalogue;

    /// <summary>The full path of what the user wrote.</summary>
    public string PathOf(string text) => Job.PathOf(text);

    /// <summary>A path as the user would write it: relative where it is below the folder.</summary>
    public string Shorten(string path) => Job.Shorten(path);
}
