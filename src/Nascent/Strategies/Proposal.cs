using Nascent.Estimation;
using Nascent.Genotypes;

namespace Nascent.Strategies;

/// <summary>What a strategy wants to happen next.</summary>
public abstract record Proposal
{
    private Proposal()
    {
    }

    /// <summary>Estimate this genotype.</summary>
    /// <param name="Genotype">A valid genotype of the space.</param>
    /// <param name="Fidelity">How much the estimate may cost.</param>
    /// <param name="ContinueFrom">The number of the trial whose checkpoint it continues from, or null to start afresh.</param>
    public sealed record Try(Genotype Genotype, Fidelity Fidelity, int? ContinueFrom = null) : Proposal;

    /// <summary>Nothing until another trial is known; allowed only while one is pending.</summary>
    public sealed record Wait : Proposal;

    /// <summary>Nothing more at all, for this reason.</summary>
    /// <param name="Reason">What the summary says of the end, in a few words, such as <c>every genotype of the space was proposed</c>.</param>
    public sealed record Done(string Reason) : Proposal;
}
