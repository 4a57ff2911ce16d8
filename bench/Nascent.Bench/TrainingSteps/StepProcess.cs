using System.Diagnostics;

namespace Nascent.Bench.TrainingSteps;

/// <summary>A process of its own that trains one network on request: ours, or PyTorch.</summary>
/// <remarks>It reads a number of steps from each line and answers with wall and processor seconds and those of the fastest step.</remarks>
internal sealed class StepProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _side;
    private int _steps;

    private StepProcess(string side, int? core, string[] command, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        _side = side;
        // Pinned before it starts, so that every thread of it inherits the core.
        string[] words = core is { } number ? ["taskset", "--cpu-list", $"{number}", .. command] : command;
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Starts ours.</summary>
    /// <param name="network">One of <see cref="BenchmarkNetworks.All"/>.</param>
    /// <param name="core">The core that it is pinned to, or null to leave that to the system.</param>
    public static StepProcess Ours(string network, int? core) =>
        new("ours", core, [Environment.ProcessPath!, .. IsHost() ? [typeof(StepProcess).Assembly.Location] : Array.Empty<string>(), "serve", network]);

    /// <summary>Starts PyTorch.</summary>
    /// <param name="network">One of <see cref="BenchmarkNetworks.All"/>.</param>
    /// <param name="setting"><c>default</c> or <c>best</c>.</param>
    /// <param name="core">The core that it is pinned to, or null to leave that to the system.</param>
    public static StepProcess PyTorch(string network, string setting, int? core) =>
        new(setting, core, [PeerScripts.Python, PeerScripts.PathOf("pytorch_training_step.py"), network, setting], PeerScripts.EnvironmentOf(setting));

    /// <summary>Asks for a number of steps; <see cref="Result"/> waits for them.</summary>
    public void Begin(int steps)
    {
        _steps = steps;
        _process.StandardInput.WriteLine(steps);
        _process.StandardInput.Flush();
    }

    /// <summary>What the steps that were asked for took.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public StepTiming Result()
    {
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The process of '{_side}' ended; is Debian's package python3-torch installed, and taskset where processes are pinned?");
        var words = line.Split(' ');
        return new(_steps, double.Parse(words[0]), double.Parse(words[1]), double.Parse(words[2]));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Started as 'dotnet Nascent.Bench.dll' the process is the host, and the assembly its first word.
    private static bool IsHost() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
}
