using Nascent.Predictors.Ensembles;

namespace Nascent.Predictors;

/// <summary>An ensemble of small feed-forward networks: the model that <c>bananas</c> searches by.</summary>
internal sealed class NetworkEnsembleModel : IPredictorModel
{
    private static readonly NetworkOptions Options = new(Members: 8, Layers: 2, Width: 32, Steps: 200, Batch: 32, LearningRate: 0.01);

    private readonly PredictorFeatures _features;
    private readonly Ensemble _ensemble;

    private NetworkEnsembleModel(PredictorLesson lesson)
    {
        _features = new PredictorFeatures(lesson.Domain.Space, lesson.Known);
        _ensemble = Ensemble.Train(Options, _features.Length, [.. lesson.Inputs.Select(_features.SparseOf)], [.. lesson.Scores.Select(score => new[] { (float)score })], lesson.Seed);
    }

    /// <summary>The entry in the table.</summary>
    public static PredictorDescription Description { get; } = new(
        "mlp", "an ensemble of small neural networks on a network's decisions and known scores", "White et al. 2021; Lakshminarayanan et al. 2017", 1, lesson => new NetworkEnsembleModel(lesson));

    /// <inheritdoc/>
    public IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs) =>
        [.. inputs.Select(input => _ensemble.Predict(_features.SparseOf(input))[0] is var (mean, deviation) ? new PredictedScore(mean, deviation) : default)];
}
