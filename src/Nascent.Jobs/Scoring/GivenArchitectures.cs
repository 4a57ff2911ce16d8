using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Searching;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Sharing;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;
using Nascent.Trials;

namespace Nascent.Jobs.Scoring;

/// <summary>Architectures that a user gives, and what they are scored on.</summary>
/// <remarks>Data, batch and initial weights follow from the seed as in a search, so that both score the same network alike.</remarks>
/// <param name="request">What was asked.</param>
/// <param name="space">The space.</param>
/// <param name="genotypes">The genotypes with their lines.</param>
/// <param name="data">The data.</param>
internal sealed class GivenArchitectures(ScoreRequest request, SearchSpace space, IReadOnlyList<(int Line, Genotype Genotype)> genotypes, PreparedData data)
{
    /// <summary>How many there are.</summary>
    public int Count => genotypes.Count;

    /// <summary>Reads them and the data: whatever is wrong is told before anything is scored.</summary>
    /// <exception cref="NascentException">The space, a genotype or the data is not as expected.</exception>
    public static GivenArchitectures Read(JobHost host, ScoreRequest request)
    {
        var space = RunSpecFactory.SpaceOf(host, request.Space, null, "SPACE");
        var genotypes = GenotypeFile.Read(host, request.Genotypes, space);
        var data = DataLoader.Load(RunStart.SourceOf(host, request.Data), DataOptions.Default with { Label = request.Label }, new Seed(request.Seed).Derive("data"), host.Catalogue.Formats).Prepared;
        RunStart.RequireFit(space, data, "SPACE");
        return new(request, space, genotypes, data);
    }

    /// <summary>Scores one after another.</summary>
    /// <exception cref="NascentException">An architecture does not fit the data.</exception>
    public IEnumerable<ScoredArchitecture> Score(TimeProvider time, CancellationToken cancellationToken) =>
        request.Estimator == ZeroCostEstimator.Name ? Untrained(time, cancellationToken) : Trained(time, cancellationToken);

    private IEnumerable<ScoredArchitecture> Untrained(TimeProvider time, CancellationToken cancellationToken)
    {
        using var batch = ZeroCostEstimator.BatchOf(data, new Seed(request.Seed));
        var scorer = new ZeroCostScorer(batch, request.Scores, time);
        foreach (var (line, genotype) in genotypes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var architecture = space.Resolve(genotype, data.Signature);
            var result = scorer.Score(architecture, new Seed(TrialSeeds.Of(request.Seed, "trial", architecture, 0)));
            yield return new(line, genotype, result.Scores, result.Elapsed);
        }
    }

    private Augmentation AugmentationAsSearched(TimeProvider time, CancellationToken cancellationToken) =>
        data.Preprocessing is not Preprocessing.Image ? Augmentation.Auto
            : MirrorCheck.MeasureAsync(data, null, sideBySide: false, request.Seed, time, cancellationToken).GetAwaiter().GetResult().Settle(RecipeDefaults.For(data));

    private IEnumerable<ScoredArchitecture> Trained(TimeProvider time, CancellationToken cancellationToken)
    {
        var (shares, recipe) = (request.Estimator == WeightSharingEstimator.Name, RecipeDefaults.ForSearch(data, AugmentationAsSearched(time, cancellationToken)));
        var fidelity = shares ? SharedTraining.UsualFidelity : RunSpecFactory.UsualFidelity(data, null);
        var quality = Metric.Of(data.Task)[0];
        var folder = Directory.CreateTempSubdirectory("nascent-score-");
        try
        {
            using var shared = new WeightSharingEstimator(data, recipe, space, [], new Seed(request.Seed), folder.FullName, time);
            IEstimator estimator = shares ? shared : new TrainEstimator(data, recipe, quality, folder.FullName, SearchDefaults.Device, time: time);
            foreach (var (line, genotype) in genotypes)
            {
                var architecture = space.Resolve(genotype, data.Signature);
                var job = new EvaluationRequest(architecture, genotype, fidelity, TrialSeeds.Of(request.Seed, "trial", architecture, 0), 0, null);
                var evaluation = Task.Run(async () => await estimator.EstimateAsync(job, null, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
                yield return new(line, genotype, evaluation.Metrics.Values, evaluation.Cost.Wall);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
