using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Opening;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trees;
using Nascent.Trials;

namespace Nascent.Jobs.Workers;

/// <summary>A linear model and boosted trees, fitted to a run's table: baselines that no gradient trains, with weights and a network as all others have.</summary>
/// <remarks>Where the job has a time, each model gets a share of it at most, by the size of the table, so that a fit that is repeated gives the same model. How trees are grown is settled with the first of them, which takes longest: keep one of these for all fits.</remarks>
/// <param name="run">The run, whose data is a table.</param>
/// <param name="artifacts">The folder for weights.</param>
/// <param name="time">What fits take is measured by this.</param>
internal sealed class PlainModels(OpenRun run, string artifacts, TimeProvider time)
{
    // Of the job's time, for the linear model and for the trees.
    private const double MostShare = 0.25;

    private readonly Lazy<TableModels> _models = new(() =>
    {
        var cores = run.Spec.Workers.Count * run.Spec.Workers.Threads;
        return new(run.Data, new Seed(run.Spec.Seed).Derive("plain-models"), MostShare * cores * run.Spec.Budget.Time, cores, run.Metric.CountsClasses);
    });

    /// <summary>Fits a model, writes its weights and judges it on the validation part, or on the fold that it leaves out.</summary>
    /// <param name="candidate">The model.</param>
    /// <param name="fidelity">Whether it is fitted to a fold, or to the validation samples too.</param>
    /// <param name="replicate">Which fold is left out.</param>
    /// <returns>The evaluation; null where the table is too large for the time.</returns>
    public Evaluation? Fit(CandidateId candidate, Fidelity fidelity, int replicate)
    {
        var (began, cpu) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (folds, withValidation) = ((int)fidelity.Axis(Fidelity.Folds, 0), fidelity.Axis(Fidelity.WithValidation, 0) == 1);
        var data = withValidation ? run.Data.WithValidationInTraining() : folds > 1 ? run.Data.Fold(folds, replicate) : run.Data;
        if (_models.Value.Fit(candidate.BaselineName!, data.Train) is not { } model)
            return null;
        var outputs = TorchPredictor.Predict(model.Network, model.Weights, data.Validation, data.Preprocessing, data.Task);
        var path = Path.Combine(artifacts, $"{model.Name}{(withValidation ? "-final" : $"-{replicate}")}.safetensors");
        WeightFile.Write(path, model.Weights);
        var weights = ArtifactRef.Of(ArtifactRef.Weights, Path.GetDirectoryName(Path.GetFullPath(artifacts))!, path);
        return new(
            SampleScores.Compute(data.Task, outputs, data.Validation.Targets), new Cost(time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, 0, 0), [], [weights],
            replicate == 0 ? string.Join("; ", new[] { model.Description, model.Cut }.OfType<string>()) : null);
    }

    /// <summary>What a fitted model costs.</summary>
    public Metrics CostsOf(CandidateId candidate, Evaluation evaluation) => new(CostTable.Totals(run.PlainNetworkOf(candidate, evaluation)));

    /// <summary>The names of the models, as candidates; none where the data is no table.</summary>
    public static IEnumerable<CandidateId> For(PreparedData data) => Baselines.HasPlainModels(data) ? TableModels.Names.Select(CandidateId.Baseline) : [];
}
