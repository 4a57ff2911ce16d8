using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Journal;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>What an earlier search measured, as a predictor that another search of the same space begins from.</summary>
/// <remarks>The observations go into the new run's specification, so that it does not depend on the earlier one from there on.</remarks>
internal static class EarlierSearch
{
    /// <summary>The kind of predictor that is fitted to an earlier run where none is named: it is the same bit for bit on any machine.</summary>
    public const string DefaultKind = "gp";

    private const string Known = "known";

    /// <summary>Reads a run or the file of a predictor, and fits it.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="word">The run or the file.</param>
    /// <param name="domain">The networks of the new search.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">There is neither, the file is damaged, too little was measured, or it is of another space.</exception>
    public static async Task<AccuracyPredictor> ReadAsync(JobHost host, string word, PredictorDomain domain, CancellationToken cancellationToken)
    {
        if (!File.Exists(host.PathOf(word)))
        {
            var folder = RunPaths.Find(host, word);
            var record = RecordOf(await folder.ReadStateAsync(cancellationToken), folder.Name, host.Catalogue.Predictor(DefaultKind));
            record.CheckSpace(domain.Space, $"--warm-start {word}");
            return Fit(host.Catalogue, record, domain);
        }

        var read = PredictorFile.Read(host.PathOf(word));
        read.CheckSpace(domain.Space, $"--warm-start {word}");
        return Fit(host.Catalogue, read, domain);
    }

    /// <summary>What a predictor of a run's trials follows from: those with a result at the run's highest fidelity, each network once; where a rule stopped one, what it was expected to end with, as the strategy saw it.</summary>
    /// <exception cref="NascentException">Nothing is recorded.</exception>
    public static PredictorRecord RecordOf(RunState state, string name, PredictorDescription kind)
    {
        if (state.Spec is not { } spec)
            throw new NascentException($"Run '{name}': nothing is recorded, so there is nothing to learn from.");
        var (space, metric) = (SearchSpace.FromJson(spec.Space.ToJsonString(), $"the space of run '{name}'"), spec.TrialObjectives[0].Metric);
        var results = state.Trials.Where(trial => trial.HasResult && trial.Metrics[metric] is { } value && double.IsFinite(value)).Select(trial => trial.Foreseen(spec.TrialObjectives[0])).ToArray();
        var highest = results.Length == 0 ? 0 : results.Max(trial => trial.Fidelity.Amount);
        return new(kind.Name, kind.Version, new Seed(spec.Seed).Derive("predictor"), metric, space.Name, PredictorRecord.DecisionsOf(space.Genotypes),
            [.. results.Where(trial => trial.Fidelity.Amount == highest).DistinctBy(trial => trial.Genotype).Select(trial => new PredictorObservation(new(trial.Genotype, CostsOf(trial)), trial.Metrics[metric]!.Value))]);
    }

    /// <summary>The options of a strategy that reads what an earlier search expects.</summary>
    /// <exception cref="NascentException">The strategy reads no known scores, or was told not to.</exception>
    public static ImmutableSortedDictionary<string, double> OptionsOf(SettledRequest request)
    {
        var (strategy, given) = (request.Strategy, request.StrategyOptions);
        if (strategy.Options.All(option => option.Name != Known))
            throw new NascentException($"--warm-start: found beside the strategy '{strategy.Name}', which reads no known scores, expected one that does: {string.Join(", ", request.Catalogue.Strategies.Strategies.Where(entry => entry.Options.Any(option => option.Name == Known)).Select(entry => entry.Name))}.");
        if (given.TryGetValue(Known, out var value) && value == 0)
            throw new NascentException($"--warm-start: found beside --strategy-option {Known}=0, by which the strategy reads no known scores; leave one of them out.");
        return given.SetItem(Known, 1);
    }

    /// <summary>What a run's predictor expects of a genotype, on its own scale; null where the run began from nothing.</summary>
    public static Func<Genotype, Metrics, double>? PriorOf(OpenRun run) => run.Spec.Prior is { } record
        ? Fit(run.Catalogue, record, PredictorDomain.Of(run.Space, run.Data.Signature)) is var predictor ? (genotype, costs) => predictor.Predict(new PredictorInput(genotype, costs)).Score : null
        : null;

    /// <summary>One sentence that says what the search begins from.</summary>
    public static string WordsOf(AccuracyPredictor predictor) =>
        $"Warm start: a predictor ({predictor.Record.Predictor}) of {predictor.Record.Metric}, from {predictor.Record.Observations.Length} networks of an earlier search; "
        + (double.IsNaN(predictor.HeldOutTau) ? "too few to say how well it ranks others." : $"rank correlation (Kendall's τ) {predictor.HeldOutTau:F2} on networks that it has not seen.");

    /// <summary>Fits a record's predictor.</summary>
    /// <exception cref="NascentException">Its kind is unknown, or too little was measured.</exception>
    public static AccuracyPredictor Fit(Catalogue catalogue, PredictorRecord record, PredictorDomain domain) => AccuracyPredictor.Fit(catalogue.Predictor(record.Predictor), domain, record);

    private static Metrics CostsOf(Trial trial) =>
        CostTable.All.Aggregate(Metrics.None, (costs, model) => trial.Metrics[model.Metric] is { } value ? costs.With(model.Metric, value) : costs);
}
