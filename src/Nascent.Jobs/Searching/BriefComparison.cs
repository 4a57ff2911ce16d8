using System.Globalization;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Requests;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Searching;

/// <summary>Compares two recipes by a brief training of one network with each, on images that are trained on, and scored on others of the training part.</summary>
internal static class BriefComparison
{
    private const int MostSeen = 24_000;
    private const int MostUsed = 4_000;
    private const int MostEpochs = 30;
    private const double UsedShare = 0.6;

    /// <summary>Trains twice.</summary>
    /// <param name="data">Images.</param>
    /// <param name="network">The network.</param>
    /// <param name="recipes">How.</param>
    /// <param name="name">What is compared, for the key of randomness.</param>
    /// <param name="time">The time of the whole job; null for no limit.</param>
    /// <param name="sideBySide">Whether both may run at the same time.</param>
    /// <param name="seed">The key of weights and order.</param>
    /// <param name="clock">The clock of costs.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>The accuracy with each recipe, or of numbers the share of their variance that is explained; and how many images it was scored on.</returns>
    public static async Task<(double First, double Second, int Scored)> ScoresAsync(
        PreparedData data, Architecture network, (TrainingRecipe First, TrainingRecipe Second) recipes, string name, TimeSpan? time, bool sideBySide, ulong seed, TimeProvider clock, CancellationToken cancellationToken)
    {
        var seen = MostSeen * Math.Min(1, (time ?? SearchDefaults.Time) / SearchDefaults.Time);
        var used = Math.Min(MostUsed, UsedShare * data.Train.Count);
        var heldOut = (int)Math.Min(MostUsed, data.Train.Count - used);
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, Math.Clamp(Math.Round(seen / used), 1, MostEpochs))
            .With(Fidelity.DataShare, used / data.Train.Count).With(Fidelity.HeldOut, heldOut);
        var request = new EvaluationRequest(network, Genotype.Empty, fidelity, TrialSeeds.Of(seed, name, network, 0), 0, null);
        var folder = Directory.CreateTempSubdirectory($"nascent-{name}-");
        try
        {
            var metric = data.Task is LearningTask.Regression ? Metric.R2 : Metric.Accuracy;
            async Task<double> ScoreAsync(TrainingRecipe recipe)
            {
                var estimator = new TrainEstimator(data, recipe, metric, folder.FullName, SearchDefaults.Device, time: clock);
                var evaluation = await Task.Run(async () => await estimator.EstimateAsync(request, null, cancellationToken), cancellationToken);
                return evaluation.Metrics[metric.Name] ?? 0;
            }

            var first = ScoreAsync(recipes.First);
            if (!sideBySide)
                await first;
            var results = await Task.WhenAll(first, ScoreAsync(recipes.Second));
            var unused = TrainingSubset.Unused(data.Train.Targets, used / data.Train.Count, heldOut).Length;
            return (results[0], results[1], unused > 0 ? unused : data.Validation.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What was found, as the end of a sentence about a network.</summary>
    public static string Words(double first, double second, int scored, bool isOfNumbers, string ofFirst, string ofSecond)
    {
        string Of(double score) => string.Create(CultureInfo.InvariantCulture, $"{100 * score:0.0} %");
        return isOfNumbers ? $"explains {Of(first)} of the variance of {scored:N0} images {ofFirst} and {Of(second)} {ofSecond}" : $"gets {Of(first)} of {scored:N0} images right {ofFirst} and {Of(second)} {ofSecond}";
    }
}
