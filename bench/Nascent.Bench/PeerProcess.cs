using System.Diagnostics;
using System.Globalization;

namespace Nascent.Bench;

/// <summary>A process of PyTorch that answers a line with a line of numbers.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="script">A script of bench/peers.</param>
    /// <param name="setting"><c>default</c> or <c>best</c>; the script's first word, and what is set in its environment.</param>
    /// <param name="words">Its other words.</param>
    public PeerProcess(string script, string setting, params string[] words)
    {
        var start = new ProcessStartInfo(PeerScripts.Python, [PeerScripts.PathOf(script), setting, .. words]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in PeerScripts.EnvironmentOf(setting))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Asks.</summary>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public double[] Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of PyTorch ended; is Debian's package python3-torch installed?");
        return Array.ConvertAll(answer.Split(' '), word => double.Parse(word, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
