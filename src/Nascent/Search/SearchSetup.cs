using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Search.Stopping;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;

namespace Nascent.Search;

/// <summary>What a search needs beside its journal and its engine.</summary>
public sealed record SearchSetup
{
    /// <summary>What the run was asked to do, as its journal has it.</summary>
    public required RunSpec Spec { get; init; }

    /// <summary>The search space.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>What goes into the networks and must come out.</summary>
    public required Signature Signature { get; init; }

    /// <summary>The strategy; of the version that the specification names.</summary>
    public required StrategyDescription Strategy { get; init; }

    /// <summary>What is the same evaluation: the estimator's <see cref="IEstimator.KeyOf"/>.</summary>
    public required Func<EvaluationRequest, EvaluationKey> KeyOf { get; init; }

    /// <summary>The costs that are known without training; they are recorded with each trial, and constraints on them are checked before it is trained.</summary>
    public required ImmutableArray<ICostModel> Costs { get; init; }

    /// <summary>A further reason to refuse a network before it is trained, such as memory that the machine does not have; null for none.</summary>
    public Func<Architecture, Metrics, Refusal?>? Refuse { get; init; }

    /// <summary>What a predictor of an earlier search expects of a genotype, given its costs: it is recorded with each trial, and strategies see it as <see cref="Predictors.PredictorRecord.Prior"/>; null for none.</summary>
    public Func<Genotype, Metrics, double>? Prior { get; init; }

    /// <summary>The rules that may stop trials early, of which the specification names one or none; those of this program by default.</summary>
    public StoppingRules StoppingRules { get; init; } = StoppingRules.BuiltIn;

    /// <summary>Whether time ends the search; not where the strategy proposes a few given networks, each of which is to be tried.</summary>
    public bool EndsByTime { get; init; } = true;

    /// <summary>Proposals in a row that may be rejected or duplicates before the search ends, at least 1.</summary>
    public int FruitlessProposals { get; init; } = 5000;
}
