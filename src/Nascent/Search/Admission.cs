using System.Globalization;
using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Strategies;

namespace Nascent.Search;

/// <summary>Decides what becomes of a proposal before it is trained: rejected, a duplicate, or a job.</summary>
internal sealed class Admission(SearchSetup setup)
{
    private readonly Dictionary<EvaluationKey, int> _firstOf = [];

    /// <summary>Notes that a trial is estimated under a key, so that later trials of the key are its duplicates.</summary>
    public void Remember(EvaluationKey key, int number) => _firstOf.TryAdd(key, number);

    /// <summary>The event that a proposal becomes.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="checkpoint">The weights that it continues from, or null.</param>
    public RunEvent Judge(int number, Proposal.Try proposal, ArtifactRef? checkpoint)
    {
        Architecture architecture;
        try
        {
            architecture = setup.Space.Resolve(proposal.Genotype, setup.Signature);
        }
        catch (NascentException failure)
        {
            return new RunEvent.TrialRejected(number, proposal.Genotype, proposal.Fidelity, Metrics.None, "invalid", failure.Message);
        }

        var costs = CostsOf(setup, architecture);
        if (Broken(costs) is { } broken)
            return new RunEvent.TrialRejected(number, proposal.Genotype, proposal.Fidelity, costs, broken.Reason, broken.Detail);
        if (setup.Refuse?.Invoke(architecture, costs) is { } refusal)
            return new RunEvent.TrialRejected(number, proposal.Genotype, proposal.Fidelity, costs, refusal.Reason, refusal.Detail);

        var seed = TrialSeeds.Of(setup.Spec.Seed, "trial", architecture, 0);
        var key = setup.KeyOf(new EvaluationRequest(architecture, proposal.Genotype, proposal.Fidelity, seed, 0, checkpoint));
        return _firstOf.TryGetValue(key, out var first)
            ? new RunEvent.TrialDuplicated(number, proposal.Genotype, proposal.Fidelity, key, costs, first)
            : new RunEvent.TrialProposed(number, proposal.Genotype, proposal.Fidelity, key, costs, seed, proposal.ContinueFrom);
    }

    /// <summary>All costs of a network that are known without training.</summary>
    public static Metrics CostsOf(SearchSetup setup, Architecture architecture) =>
        setup.Costs.Aggregate(Metrics.None, (costs, model) => costs.With(model.Metric, model.Total(architecture)));

    private Refusal? Broken(Metrics costs)
    {
        foreach (var constraint in setup.Spec.Constraints)
            if (constraint.Holds(costs) == false)
                return new Refusal(constraint.ToString(), string.Create(CultureInfo.InvariantCulture,
                    $"Found {constraint.Metric} of {costs[constraint.Metric]}, expected at {(constraint.AtMost ? "most" : "least")} {constraint.Bound}."));
        return null;
    }
}
