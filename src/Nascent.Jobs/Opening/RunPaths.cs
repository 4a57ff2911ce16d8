using Nascent.Jobs.Hosting;
using Nascent.Runs;

namespace Nascent.Jobs.Opening;

/// <summary>What the command line puts into a run's folder, beside what <see cref="RunFolder"/> has in it.</summary>
public static class RunPaths
{
    /// <summary>The folder below which runs are made.</summary>
    public const string Runs = "runs";

    /// <summary>Training and validation part.</summary>
    public const string Data = "data.bin";

    /// <summary>The test part, which only the final step opens.</summary>
    public const string Test = "test.bin";

    /// <summary>What the run remembers of its data.</summary>
    public const string Facts = "data.json";

    /// <summary>What the deployed file predicted for the test part.</summary>
    public const string TestFacts = "test.json";

    /// <summary>The deployed file.</summary>
    public const string Model = "best.onnx";

    /// <summary>What is known of the deployed file.</summary>
    public const string ModelRecord = "best.json";

    /// <summary>Full trainings that judge the run's estimates.</summary>
    public const string Trust = "trust.jsonl";

    /// <summary>A predictor of the run's trials.</summary>
    public const string Predictor = "predictor.json";

    /// <summary>The report.</summary>
    public const string Report = "report.html";

    /// <summary>Finds the run that a user names: by its folder, or by its name below <c>runs/</c>.</summary>
    /// <exception cref="NascentException">There is none; the message says which there are.</exception>
    public static RunFolder Find(JobHost host, string text)
    {
        var runs = host.PathOf(Runs);
        foreach (var path in new[] { host.PathOf(text), Path.Combine(runs, text) })
            if (Directory.Exists(path) && RunFolder.HasJournal(path))
                return RunFolder.Open(path);
        if (Directory.Exists(host.PathOf(text)))
            throw new NascentException($"{text}: found a folder without a journal, expected the folder of a run.");
        var known = RunFolder.List(runs).Select(folder => folder.Name).ToArray();
        throw known.Length == 0
            ? new NascentException($"Unknown run '{text}': found no such folder, and no runs below {host.Shorten(runs)}. Begin one with 'nascent search'.")
            : NascentException.UnknownName("run", text, known);
    }
}
