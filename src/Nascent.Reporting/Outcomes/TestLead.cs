namespace Nascent.Reporting.Outcomes;

/// <summary>By how much the chosen network is ahead of a baseline on the test set, where both were scored on the same samples.</summary>
/// <param name="Baseline">The baseline's name.</param>
/// <param name="Mean">The difference of the means over seeds, turned so that more is better for the chosen network.</param>
/// <param name="SampleError">Its standard error by the choice of test samples, from a paired bootstrap (Efron and Tibshirani 1993, chapter 6): samples are drawn with replacement, the same for both networks and all seeds.</param>
public sealed record TestLead(string Baseline, double Mean, double SampleError);
