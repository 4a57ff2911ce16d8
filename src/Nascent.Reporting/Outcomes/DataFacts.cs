using System.Collections.Immutable;

namespace Nascent.Reporting.Outcomes;

/// <summary>What a run remembers of its data, beside the data itself: <c>data.json</c> in its folder.</summary>
/// <param name="Name">The data's name.</param>
/// <param name="Checksum">SHA-256 over all parts and the task.</param>
/// <param name="Input">What one sample is, such as <c>28×28 grey image</c> or <c>14 columns</c>.</param>
/// <param name="Train">Samples that weights are fitted to.</param>
/// <param name="Validation">Samples that decide between networks.</param>
/// <param name="Test">Samples that are read once, at the end.</param>
/// <param name="Classes">The names of the classes; empty for a regression.</param>
/// <param name="TrainCounts">Training samples of each class; empty for a regression.</param>
/// <param name="Notes">What the user should know, one sentence each.</param>
/// <param name="Skipped">What was left out because skipping was asked for.</param>
public sealed record DataFacts(
    string Name, string Checksum, string Input, int Train, int Validation, int Test, ImmutableArray<string> Classes, ImmutableArray<int> TrainCounts,
    ImmutableArray<string> Notes, int Skipped);
