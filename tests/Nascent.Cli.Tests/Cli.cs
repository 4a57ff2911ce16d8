using Nascent.Cli.Hosting;

namespace Nascent.Cli.Tests;

/// <summary>Runs the real program in this process, in a folder of its own.</summary>
internal sealed class Cli : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-cli-");

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The user's wish to stop, of the next run.</summary>
    public Interruption Interruption { get; set; } = new();

    /// <summary>Is told of every line of standard output as it is written.</summary>
    public Action<string>? Written { get; set; }

    /// <summary>The folder of published tables and data sets, or null.</summary>
    public string? Data { get; init; }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new LineWriter(line => Written?.Invoke(line));
        using var error = new StringWriter();
        var code = await NascentProgram.RunAsync(arguments, Host(output, error));
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The world of a run, with plain output.</summary>
    public CliHost Host(TextWriter? output = null, TextWriter? error = null) => new(
        output ?? TextWriter.Null, error ?? TextWriter.Null, TimeProvider.System, Folder, IsTerminal: false, Width: 120,
        name => name switch { "XDG_CACHE_HOME" => PathOf("cache"), "XDG_DATA_HOME" => PathOf("kept"), "NASCENT_DATA" => Data, _ => null }, Interruption);

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class LineWriter(Action<string> written) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            lock (this)
                base.WriteLine(value);
            written(value ?? "");
        }
    }
}
