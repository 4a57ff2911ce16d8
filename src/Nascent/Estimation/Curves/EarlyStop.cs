namespace Nascent.Estimation.Curves;

/// <summary>A stopping rule's word that a training is not worth its end.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Epoch">Passes over the training data when it said so.</param>
/// <param name="Forecast">What the training was expected to end with, in the unit of the curve's metric.</param>
/// <param name="Deviation">The forecast's standard deviation.</param>
/// <param name="Bar">The best result known then, in the same unit.</param>
/// <param name="IsControl">Whether the training went on to its end all the same, to see how often the rule is wrong.</param>
public sealed record EarlyStop(string Rule, double Epoch, double Forecast, double Deviation, double Bar, bool IsControl);
