// A whole job whose candidates are judged by an estimator of your own, in worker processes.
using Nascent.Estimation;
using Nascent.Jobs;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Torch.Training;

#region job
var catalogue = Catalogue.BuiltIn.With(new EstimatorEntry(
    "frugal", 1, "accuracy after brief training, less a price for parameters", "", at => new FrugalEstimator(
        new TrainEstimator(at.Data, at.Spec.Recipe, at.Metric, at.Artifacts, at.Device, keepWeights: false, at.Time, at.Threads))));
var job = await SearchJob.BeginAsync(
    new SearchRequest
    {
        Data = Path.Combine(AppContext.BaseDirectory, "circles.csv"),
        Estimator = "frugal",
        Strategy = "random",
        Trials = 4,
        RetrainCandidates = 1,
        RetrainSeeds = 1,
        RetrainEpochs = 5,
    },
    catalogue);
var result = await job.RunAsync();
Console.WriteLine($"{job.Spec.Estimator.Name} preferred {result.Winner}: {result.ModelPath}");
#endregion

Directory.Delete(result.Folder, recursive: true);

#region estimator
/// <summary>What another estimator measures, with a price of a thousandth of accuracy for each hundred parameters.</summary>
internal sealed class FrugalEstimator(IEstimator inner) : IEstimator
{
    public EvaluationKey KeyOf(EvaluationRequest request) => inner.KeyOf(request);

    public async ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        var measured = await inner.EstimateAsync(request, progress, cancellationToken);
        var parameters = Nascent.Costs.CostTable.Totals(request.Architecture)["params"];
        return measured with { Metrics = measured.Metrics.With("accuracy", (measured.Metrics["accuracy"] ?? 0) - (1e-5 * parameters)) };
    }
}
#endregion
