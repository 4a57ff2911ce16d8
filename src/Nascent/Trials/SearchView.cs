using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Trials;

/// <summary>What a strategy may know when it proposes.</summary>
/// <param name="Space">The decisions of the space, and its genotypes.</param>
/// <param name="Objectives">What is wanted, most important first; at least one.</param>
/// <param name="Constraints">What must hold.</param>
/// <param name="Fidelity">The fidelity of a full search trial.</param>
/// <param name="Number">The number of the trial that is proposed.</param>
/// <param name="Observed">All trials that were shown, in order: those up to number − look-ahead.</param>
/// <param name="Pending">Trials that were proposed and not yet shown, in order, without their outcomes.</param>
/// <param name="CostsOf">The costs of a genotype's network that are known without training or measuring, or null where a trial of it would be rejected for them.</param>
public sealed record SearchView(
    DecisionSpace Space, ImmutableArray<Objective> Objectives, ImmutableArray<Constraint> Constraints, Fidelity Fidelity,
    int Number, IReadOnlyList<Trial> Observed, IReadOnlyList<Trial> Pending, Func<Genotype, Metrics?> CostsOf)
{
    /// <summary>The fidelities that can be had where only some can, cheapest first, <see cref="Fidelity"/> last; empty where any number of epochs up to its own can.</summary>
    public ImmutableArray<Fidelity> Levels { get; init; } = [];
}
