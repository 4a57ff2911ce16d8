using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

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
        Console.WriteLine($"| {"strategy",-24} | ms a trial, mean of 1,000 | at 1,000 trials | beside Optuna's | at 1,000 trials | its time over ours |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var strategy in strategies)
            Row(strategy.Name, strategy, [Objective.Of("accuracy")], strategy.Name switch { "random" or "grid" => "random", "nsga2" => "nsga2", _ => "tpe" });
        Row("nsga2, two objectives", new StrategyRegistry(strategies).Named("nsga2"), [Objective.Of("accuracy"), Objective.Of("params")], "nsga2, two objectives");

        void Row(string name, StrategyDescription strategy, ImmutableArray<Objective> objectives, string peer)
        {
            var at = ProposalTimer.MedianMs(strategy, space, signature, Known, objectives);
            Console.WriteLine($"| {name,-24} | {ProposalTimer.MeanMs(strategy, space, signature, Known, objectives):F4} | {at:F4} | {peer} | {peers[peer]:F3} | {peers[peer] / at:F0} |");
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
