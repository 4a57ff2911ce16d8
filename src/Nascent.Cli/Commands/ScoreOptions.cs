using System.Collections.Immutable;
using System.CommandLine;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Scoring;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Scores;

namespace Nascent.Cli.Commands;

/// <summary>The options of <c>score</c>, and how they become a request.</summary>
internal sealed class ScoreOptions
{
    private readonly Argument<string> _space = new("SPACE") { Description = "A search space: a name ('nascent list spaces') or a JSON file." };
    private readonly Option<string?> _genotypes = Text("--genotypes", "FILE", "The architectures, one genotype per line; for nas-bench-201 also its published strings.");
    private readonly Option<string?> _estimator = Text("--estimator", "NAME", $"How they are scored ('nascent list estimators'). Default: {ZeroCostEstimator.Name}.");
    private readonly Option<string?> _scores = Text("--scores", "A,B,C", $"Which scores {ZeroCostEstimator.Name} computes: {string.Join(", ", ZeroCostScores.All.Select(score => score.Name))}. Default: all.");
    private readonly Option<string?> _data = Text("--data", "DATA", "The data to score on: a name ('nascent list data'), a folder of images or a file.");
    private readonly Option<string?> _label = Text("--label", "COLUMN", "The column of a table to predict. Default: the last one.");
    private readonly Option<string?> _seed = Text("--seed", "N", $"Random seed of the split, the batch and the initial weights. Default: {SearchDefaults.Seed}.");

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_space);
        foreach (var option in new[] { _genotypes, _estimator, _scores, _data, _label, _seed })
            command.Add(option);
    }

    /// <summary>The request that a command line makes.</summary>
    /// <exception cref="NascentException">A value is missing, or not as expected.</exception>
    public ScoreRequest Read(ParseResult parsed)
    {
        var estimator = Catalogue.BuiltIn.Estimator(parsed.GetValue(_estimator) ?? ZeroCostEstimator.Name).Name;
        return new ScoreRequest
        {
            Space = parsed.GetRequiredValue(_space),
            Genotypes = parsed.GetValue(_genotypes) ?? throw new NascentException("--genotypes: found none, expected a file with one genotype a line."),
            Estimator = estimator,
            Scores = ReadScores(parsed.GetValue(_scores), estimator),
            Data = parsed.GetValue(_data) ?? throw new NascentException("--data: found none, expected a name ('nascent list data'), a folder of images or a file."),
            Label = parsed.GetValue(_label),
            Seed = parsed.GetValue(_seed) is { } seed ? Quantity.Seed("--seed", seed) : SearchDefaults.Seed,
        };
    }

    private static ImmutableArray<ZeroCostScore> ReadScores(string? text, string estimator)
    {
        if (text is null)
            return ZeroCostScores.All;
        if (estimator != ZeroCostEstimator.Name)
            throw new NascentException($"--scores: found beside --estimator {estimator}, expected it beside --estimator {ZeroCostEstimator.Name} alone.");
        ImmutableArray<ZeroCostScore> scores = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(ZeroCostScores.Named)];
        return scores.GroupBy(score => score.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new NascentException($"--scores: found '{twice.Key}' twice, expected each once.") : scores;
    }

    private static Option<string?> Text(string name, string value, string help) => new(name) { HelpName = value, Description = help };
}
