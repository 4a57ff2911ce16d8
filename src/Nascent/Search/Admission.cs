using System.Globalization;
using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Predictors;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

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
    /// <param name="checkpoint">What it continues from, or null.</param>
    public RunEvent Judge(int number, Proposal.Try proposal, ArtifactRef? checkpoint)
    {
        var (architecture, costs, refusal) = Examined(proposal.Genotype);
        if (refusal is null)
        {
            costs = With(costs, measured: true, architecture!);
            refusal = Broken(costs);
        }

        if (refusal is not null)
            return new RunEvent.TrialRejected(number, proposal.Genotype, proposal.Fidelity, costs, refusal.Reason, refusal.Detail, proposal.ContinueFrom);

        var seed = TrialSeeds.Of(setup.Spec.Seed, "trial", architecture!, 0);
        var key = setup.KeyOf(new EvaluationRequest(architecture!, proposal.Genotype, proposal.Fidelity, seed, 0, checkpoint));
        return _firstOf.TryGetValue(key, out var first)
            ? new RunEvent.TrialDuplicated(number, proposal.Genotype, proposal.Fidelity, key, costs, first, proposal.ContinueFrom)
            : new RunEvent.TrialProposed(number, proposal.Genotype, proposal.Fidelity, key, costs, seed, proposal.ContinueFrom);
    }

    /// <summary>The costs of a genotype's network that are known without training or measuring, or null where a trial of it would be rejected for them.</summary>
    public Metrics? CostsOf(Genotype genotype) => Examined(genotype) is { Refusal: null } admitted ? admitted.Costs : null;

    private Metrics With(Metrics costs, bool measured, Architecture architecture) =>
        setup.Costs.Where(model => model.IsMeasured == measured).Aggregate(costs, (all, model) => all.With(model.Metric, model.Total(architecture)));

    private (Architecture? Architecture, Metrics Costs, Refusal? Refusal) Examined(Genotype genotype)
    {
        Architecture architecture;
        try
        {
            architecture = setup.Space.Resolve(genotype, setup.Signature);
        }
        catch (NascentException failure)
        {
            return (null, Metrics.None, new Refusal("invalid", failure.Message));
        }

        var costs = With(Metrics.None, measured: false, architecture);
        if (setup.Prior is { } prior)
            costs = costs.With(PredictorRecord.Prior, prior(genotype, costs));
        return (architecture, costs, Broken(costs) ?? setup.Refuse?.Invoke(architecture, costs));
    }

    private Refusal? Broken(Metrics costs)
    {
        foreach (var constraint in setup.Spec.Constraints)
            if (constraint.Holds(costs) == false)
                return new Refusal(constraint.ToString(), string.Create(CultureInfo.InvariantCulture,
                    $"Found {constraint.Metric} of {costs[constraint.Metric]}, expected at {(constraint.AtMost ? "most" : "least")} {constraint.Bound}."));
        return null;
    }
}
