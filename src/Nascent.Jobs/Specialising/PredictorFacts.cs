namespace Nascent.Jobs.Specialising;

/// <summary>How well a predictor of scores does on networks that it was not shown, by folds.</summary>
/// <param name="Kind">The predictor.</param>
/// <param name="Tau">Kendall's τ of what it expected with what was measured; null where there were too few networks.</param>
/// <param name="MeanError">The mean absolute error, in the unit of the metric; null where there were too few.</param>
public sealed record PredictorFacts(string Kind, double? Tau, double? MeanError);
