namespace Nascent.Predictors;

/// <summary>A network whose value was measured: what a predictor learns from.</summary>
/// <param name="Input">What was known of it before.</param>
/// <param name="Value">What was measured, a finite number.</param>
public sealed record PredictorObservation(PredictorInput Input, double Value);
