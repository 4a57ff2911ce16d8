namespace Nascent.Estimation;

/// <summary>One point of a learning curve.</summary>
/// <param name="Epoch">Passes over the training data so far.</param>
/// <param name="TrainLoss">Mean loss over the epoch.</param>
/// <param name="Validation">The validation value of the run's first metric.</param>
public sealed record CurvePoint(double Epoch, double TrainLoss, double Validation);
