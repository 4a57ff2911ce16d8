using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Genotypes;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;

namespace Nascent.Jobs.Specialising;

/// <summary>Scores networks of a supernet that are drawn at random, and fits a predictor to them (Cai et al. 2020, section 3.4).</summary>
internal static class SubnetSampling
{
    /// <summary>Samples of the validation part that drawn networks are scored on, at most.</summary>
    public const int ValidationSamples = 5000;

    /// <summary>The predictor's kind.</summary>
    public const string Predictor = "gp";

    private const int Most = 400, Least = 40, RecalibrationSamples = 512, InARow = 8, Folds = 5;

    /// <summary>Scores networks until the time is over.</summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="data">Its data.</param>
    /// <param name="metric">What they are scored by.</param>
    /// <param name="seed">The key of the draws.</param>
    /// <param name="threads">How many are scored side by side.</param>
    /// <param name="isOver">Whether the time is over; at least 40 are scored whatever it says.</param>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static ImmutableArray<ScoredSubnet> Score(
        Supernet supernet, PreparedData data, Metric metric, Seed seed, int threads, Func<bool> isOver, IStep step, CancellationToken cancellationToken)
    {
        int[] rows = [.. Enumerable.Range(0, data.Validation.Count)];
        seed.Derive("validation").Stream().Shuffle<int>(rows);
        var some = data with { Validation = data.Validation.Take([.. rows.Take(ValidationSamples)]) };
        using var scores = new SubnetScores(supernet, some, seed, RecalibrationSamples, threads);
        var (scored, known) = (ImmutableArray.CreateBuilder<ScoredSubnet>(), new HashSet<Genotype>());
        for (var draw = 0; known.Count < Most && draw < 20 * Most && (known.Count < Least || !isOver());)
        {
            var batch = new List<Genotype>();
            for (; batch.Count < InARow && draw < 20 * Most; draw++)
                if (supernet.Space.Genotypes.SampleByDecision(seed.Derive("draw").Derive(draw)) is var genotype && known.Add(genotype))
                    batch.Add(genotype);
            foreach (var (genotype, metrics) in batch.Zip(scores.ScoresOf(batch, cancellationToken)))
                scored.Add(Of(supernet.Space, data, genotype, metrics, metric));
            step.Report(known.Count / (double)Most);
        }

        return scored.ToImmutable();
    }

    /// <summary>A network with its score and costs.</summary>
    public static ScoredSubnet Of(SearchSpace space, PreparedData data, Genotype genotype, Metrics metrics, Metric metric)
    {
        var costs = OpenSupernet.CostsOf(space.Resolve(genotype, data.Signature));
        return new(genotype.ToString(), metrics[metric.Name]!.Value, (long)costs[Metric.Parameters.Name]!.Value, (long)costs[Metric.Macs.Name]!.Value);
    }

    /// <summary>The predictor.</summary>
    public static AccuracyPredictor Fit(Catalogue catalogue, SearchSpace space, Signature signature, string metric, IEnumerable<ScoredSubnet> scored, Seed seed) => AccuracyPredictor.Fit(
        catalogue.Predictor(Predictor), PredictorDomain.Of(space, signature), metric, [.. scored.Select(one => new PredictorObservation(InputOf(one, space), one.Score))], seed.Derive("predictor"));

    /// <summary>How well it tells what it was not shown.</summary>
    public static PredictorFacts Judge(Catalogue catalogue, SearchSpace space, Signature signature, string metric, ImmutableArray<ScoredSubnet> scored, Seed seed)
    {
        var error = 0.0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var predictor = Fit(catalogue, space, signature, metric, scored.Where((_, i) => i % Folds != fold), seed);
            ScoredSubnet[] held = [.. scored.Where((_, i) => i % Folds == fold)];
            error += held.Zip(predictor.Predict([.. held.Select(one => InputOf(one, space))]), (one, predicted) => Math.Abs(one.Score - predicted.Mean)).Sum();
        }

        var tau = Fit(catalogue, space, signature, metric, scored, seed).HeldOutTau;
        return new(Predictor, double.IsNaN(tau) ? null : tau, error / scored.Length);
    }

    /// <summary>What the predictor reads of a network.</summary>
    public static PredictorInput InputOf(ScoredSubnet subnet, SearchSpace space) => InputOf(space.Genotypes.Parse(subnet.Genotype), subnet.Parameters, subnet.Macs);

    /// <summary>The same of a network that was not scored.</summary>
    public static PredictorInput InputOf(Genotype genotype, double parameters, double macs) => new(
        genotype, Metrics.None.With(Metric.Parameters.Name, parameters).With(Metric.Macs.Name, macs));
}
