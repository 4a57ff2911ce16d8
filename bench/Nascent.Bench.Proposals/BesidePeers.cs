using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;

namespace Nascent.Bench.Proposals;

/// <summary>What a proposal takes beside Optuna's samplers, on the same space in the same run.</summary>
internal static class BesidePeers
{
    private const string Python = "/usr/bin/python3";
    private const int Known = 1000;

    /// <summary>Prints one row a strategy and sampler, each beside the one of Optuna's that does the most alike.</summary>
    public static void Print(ImmutableArray<StrategyDescription> strategies, SearchSpace space, Signature signature)
    {
        var peers = Optuna();
        var ours = strategies.Select(strategy => (strategy.Name, Ms: ProposalTimer.MedianMs(strategy, space, signature, Known)))
            .Append(("nsga2, two objectives", ProposalTimer.MedianMs(new StrategyRegistry(strategies).Named("nsga2"), space, signature, Known, [Objective.Of("accuracy"), Objective.Of("params")])));
        Console.WriteLine($"| {"strategy",-24} | ms a trial at 1,000 trials | beside Optuna's | ms | its time over ours |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, ms) in ours)
        {
            var peer = name switch { "random" or "grid" => "random", "nsga2" => "nsga2", "nsga2, two objectives" => "nsga2, two objectives", _ => "tpe" };
            Console.WriteLine($"| {name,-24} | {ms:F4} | {peer} | {peers[peer]:F3} | {peers[peer] / ms:F0} |");
        }
    }

    private static ImmutableDictionary<string, double> Optuna()
    {
        using var process = Process.Start(new ProcessStartInfo(Python, [Script(), $"{Known}", $"{ProposalTimer.Timed}"]) { UseShellExecute = false, RedirectStandardOutput = true })
            ?? throw new NascentException($"{Python}: it did not start, expected Python 3 with Optuna.");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<ImmutableDictionary<string, double>>(text)!
            : throw new NascentException($"{Python} bench/peers/optuna_proposals.py: ended with code {process.ExitCode}, expected times; install Debian's python3-optuna.");
    }

    private static string Script()
    {
        var path = Path.Combine("bench", "peers", "optuna_proposals.py");
        return File.Exists(path) ? path : throw new NascentException($"{path}: not found; run this from the repository's root.");
    }
}
