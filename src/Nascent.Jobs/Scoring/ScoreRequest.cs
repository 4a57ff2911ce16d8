using System.Collections.Immutable;
using Nascent.Torch.ZeroCost;

namespace Nascent.Jobs.Scoring;

/// <summary>What a user asks of a scoring of given architectures.</summary>
public sealed record ScoreRequest
{
    /// <summary>A space's name or a JSON file.</summary>
    public required string Space { get; init; }

    /// <summary>The file of genotypes.</summary>
    public required string Genotypes { get; init; }

    /// <summary>The estimator's name.</summary>
    public required string Estimator { get; init; }

    /// <summary>What is computed where the estimator is <c>zero-cost</c>; at least one.</summary>
    public required ImmutableArray<ZeroCostScore> Scores { get; init; }

    /// <summary>The word for the data.</summary>
    public required string Data { get; init; }

    /// <summary>The column of a table that is predicted; null for the last one.</summary>
    public string? Label { get; init; }

    /// <summary>The key of all randomness.</summary>
    public ulong Seed { get; init; }
}
