using System.Diagnostics;
using System.Globalization;

namespace Nascent.Bench.ZeroCost;

/// <summary>A process of PyTorch that computes scores of networks of NAS-Bench-201 on request.</summary>
internal sealed class PeerScores : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="setting"><c>default</c> or <c>best</c>.</param>
    public PeerScores(string setting)
    {
        var start = new ProcessStartInfo(PeerScripts.Python, [PeerScripts.PathOf("pytorch_zero_cost.py"), setting]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in PeerScripts.EnvironmentOf(setting))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Computes one score.</summary>
    /// <param name="score">Its name.</param>
    /// <param name="architecture">The published string of the network.</param>
    /// <returns>Processor seconds with making the network and without, and the score.</returns>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public (double WithMaking, double Alone, double Value) Of(string score, string architecture)
    {
        _process.StandardInput.WriteLine($"{score} {architecture}");
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of PyTorch ended; is Debian's package python3-torch installed?");
        var numbers = line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
