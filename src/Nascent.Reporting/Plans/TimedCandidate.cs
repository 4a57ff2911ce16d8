using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Reporting.Plans;

/// <summary>A candidate that a plan was measured with.</summary>
/// <param name="Genotype">Its genotype.</param>
/// <param name="Costs">Its costs without training, <c>work</c> among them.</param>
public sealed record TimedCandidate(Genotype Genotype, Metrics Costs)
{
    /// <summary>What a brief training cost; null where it failed.</summary>
    public Cost? Brief { get; init; }

    /// <summary>What it came to on the validation part, in the metric of the first objective; null where it failed.</summary>
    public double? BriefValue { get; init; }

    /// <summary>How long scoring without training took; null where that failed.</summary>
    public TimeSpan? ZeroCost { get; init; }

    /// <summary>The score without training, larger for better; null where it failed.</summary>
    public double? ZeroCostValue { get; init; }

    /// <summary>Why it could not be trained; null where it could.</summary>
    public string? Failure { get; init; }
}
