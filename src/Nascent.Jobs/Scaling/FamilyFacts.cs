using System.Collections.Immutable;
using Nascent.Spaces.Scaling;

namespace Nascent.Jobs.Scaling;

/// <summary>A family of scaled networks, finished or not. It is the file <c>family.json</c>.</summary>
/// <param name="Version">The version of the file's form.</param>
/// <param name="Program">The program that began it, with its version.</param>
/// <param name="Run">The run whose network is the base.</param>
/// <param name="Genotype">The base.</param>
/// <param name="By">What doubles.</param>
/// <param name="Steps">How many members it is to have.</param>
/// <param name="Epochs">Passes over the data by which members are trained.</param>
/// <param name="GridEpochs">The same of the grid's.</param>
/// <param name="Metric">What scores are of.</param>
/// <param name="Grid">Scalings that about double the cost.</param>
/// <param name="Chosen">The one with the best score; null before the grid is trained.</param>
/// <param name="Members">The members that are trained.</param>
public sealed record FamilyFacts(
    int Version, string Program, string Run, string Genotype, ScaledCost By, int Steps, double Epochs, double GridEpochs, string Metric,
    ImmutableArray<GridScaling> Grid, NetworkScaling? Chosen, ImmutableArray<FamilyMember> Members)
{
    /// <summary>The version that is written.</summary>
    public const int Present = 1;
}
