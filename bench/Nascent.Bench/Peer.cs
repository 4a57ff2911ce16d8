using System.Diagnostics;
using System.Globalization;

namespace Nascent.Bench;

/// <summary>PyTorch in a process of its own that trains on request.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(string network, string setting)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Script(), network, setting]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        if (setting == "best")
        {
            start.Environment["MALLOC_MMAP_THRESHOLD_"] = int.MaxValue.ToString(CultureInfo.InvariantCulture);
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        }

        _process = Process.Start(start)!;
    }

    public Timing Run(int steps)
    {
        _process.StandardInput.WriteLine(steps);
        var words = (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended; is Debian's package python3-torch installed?")).Split(' ');
        return new(steps, double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "bench", "peers", "pytorch_training_step.py")))
                return Path.Combine(folder.FullName, "bench", "peers", "pytorch_training_step.py");
        throw new FileNotFoundException("bench/peers/pytorch_training_step.py is in no folder above the program.");
    }
}
