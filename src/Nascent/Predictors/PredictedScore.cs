namespace Nascent.Predictors;

/// <summary>What a model expects of a network, on the scale of <see cref="ValueScale"/>.</summary>
/// <param name="Mean">The expected score.</param>
/// <param name="Spread">How unsure the model itself is of it, as a standard deviation, at least 0; <see cref="ErrorModel"/> makes an honest one of it.</param>
public readonly record struct PredictedScore(double Mean, double Spread);
