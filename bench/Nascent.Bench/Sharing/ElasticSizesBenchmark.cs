using System.Globalization;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Bench.Sharing;

/// <summary>How well the networks of a kept supernet do that differ from its ends in one kind of size: where its weights are shared badly.</summary>
internal static class ElasticSizesBenchmark
{
    /// <summary>Prints accuracies on the validation part.</summary>
    public static int Run(Words words)
    {
        var kept = KeptSupernet.Open(words);
        using var supernet = kept.Restore();
        using var scores = new SubnetScores(supernet, kept.Data, new Seed(3), 2048, words.Number("--threads", 2));
        var genotypes = kept.Space.Genotypes;
        double Accuracy(Genotype genotype) => 100 * scores.ScoresOf([genotype])[0][Metric.Accuracy.Name]!.Value;
        Genotype Ranked(int others, DecisionKind kind, int rank) => genotypes.Complete(decision => ByRank(decision, decision.Kind == kind ? rank : others), default);
        Genotype[] drawn = [.. Enumerable.Range(0, words.Number("--networks", 20)).Select(i => genotypes.SampleByDecision(new Seed(77).Derive(i)))];
        var ofDrawn = scores.ScoresOf(drawn).Average(metrics => 100 * metrics[Metric.Accuracy.Name]!.Value);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"accuracy on {kept.Data.Validation.Count:N0} validation images, in per cent; {kept.Epochs:F1} epochs; {drawn.Length} drawn networks have {ofDrawn:F2} on average"));
        Console.WriteLine($"{"",-12} {"largest",9} {"middle",9} {"least",9} {"",3} {"smallest",9} {"middle",9} {"most",9}");
        foreach (var kind in genotypes.Decisions.Select(decision => decision.Kind).Distinct())
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind,-12} {Accuracy(Ranked(2, kind, 2)),9:F2} {Accuracy(Ranked(2, kind, 1)),9:F2} {Accuracy(Ranked(2, kind, 0)),9:F2} {"",3} {Accuracy(Ranked(0, kind, 0)),9:F2} {Accuracy(Ranked(0, kind, 1)),9:F2} {Accuracy(Ranked(0, kind, 2)),9:F2}"));
        return 0;
    }

    /// <summary>The option of a rank: 0 for the least, 1 for the middle, 2 for the most.</summary>
    private static int ByRank(Decision decision, int rank)
    {
        string[] ranked = [.. decision.Options.OrderBy(option => double.Parse(option, CultureInfo.InvariantCulture))];
        return decision.Options.IndexOf(ranked[rank * (ranked.Length - 1) / 2]);
    }
}
