namespace Nascent.Predictors;

/// <summary>A fitted model: what one kind of predictor has learned.</summary>
/// <remarks>Predictions depend on the model and the input alone. One thread at a time.</remarks>
public interface IPredictorModel
{
    /// <summary>What is expected of each network, in their order.</summary>
    IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs);
}
