using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Reporting.Outcomes;

/// <summary>What an estimator said of a given architecture.</summary>
/// <param name="Line">Its line in the file of genotypes, counted from 1.</param>
/// <param name="Genotype">The genotype.</param>
/// <param name="Scores">Values by name; a score that does not exist for the network is not there.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ScoredArchitecture(int Line, Genotype Genotype, ImmutableSortedDictionary<string, double> Scores, TimeSpan Elapsed);
