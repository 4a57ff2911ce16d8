namespace Nascent.Reporting.Outcomes;

/// <summary>How far the choice of test samples moves a network's mean test score.</summary>
/// <param name="Network">What users call the network.</param>
/// <param name="SampleError">The standard error, in the metric's unit, from a bootstrap over the test samples (Efron and Tibshirani 1993, chapter 6).</param>
public sealed record TestNoise(string Network, double SampleError);
