using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Nascent.Estimation;
using Nascent.Predictors;
using Nascent.Trials;

namespace Nascent.Journal;

/// <summary>Everything that a run was asked to do: its first event. With the same data and version it gives the same run.</summary>
public sealed record RunSpec
{
    /// <summary>The run's name, which is its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>The data as it was asked for, with the loading options.</summary>
    public required DataSpec Data { get; init; }

    /// <summary>The whole search space in its JSON form.</summary>
    public required JsonNode Space { get; init; }

    /// <summary>The strategy's name, version and options.</summary>
    public required ComponentSpec Strategy { get; init; }

    /// <summary>The estimator's name, version and options.</summary>
    public required ComponentSpec Estimator { get; init; }

    /// <summary>How the strategy searches over shared weights before the trials; null where it does not.</summary>
    public SharedSpec? Shared { get; init; }

    /// <summary>The fidelity of a full search trial.</summary>
    public required Fidelity Fidelity { get; init; }

    /// <summary>How networks are trained in the search.</summary>
    public required TrainingRecipe Recipe { get; init; }

    /// <summary>How the best, and the baselines, are trained in full.</summary>
    public required TrainingRecipe RetrainRecipe { get; init; }

    /// <summary>What is wanted, most important first; at least one.</summary>
    public required ImmutableArray<Objective> Objectives { get; init; }

    /// <summary>What the search ranks trials by, where its estimator does not measure <see cref="Objectives"/>, most important first and at least one; null for these.</summary>
    public ImmutableArray<Objective>? SearchObjectives { get; init; }

    /// <summary>What trials of the search are ranked by, most important first; full trainings and the test are judged by <see cref="Objectives"/>.</summary>
    [JsonIgnore]
    public ImmutableArray<Objective> TrialObjectives => SearchObjectives ?? Objectives;

    /// <summary>What must hold.</summary>
    public required ImmutableArray<Constraint> Constraints { get; init; }

    /// <summary>Which trial of the search is better, and which may be trained in full.</summary>
    [JsonIgnore]
    public TrialOrder TrialOrder => new(TrialObjectives, Constraints, isBrief: true);

    /// <summary>When the search ends.</summary>
    public required RunBudget Budget { get; init; }

    /// <summary>The rule that stops trials early (<c>Search.Stopping.StoppingRules</c>), or null for none.</summary>
    public ComponentSpec? EarlyStopping { get; init; }

    /// <summary>How the best are trained in full.</summary>
    public required RetrainSpec Retrain { get; init; }

    /// <summary>What is trained in full at the end to hold the search's scores against; null, as in older runs, for nothing.</summary>
    public TrustSpec? Trust { get; init; }

    /// <summary>The processes that trials run in.</summary>
    public required WorkerSpec Workers { get; init; }

    /// <summary>Trial n is proposed once trials up to n − look-ahead are known, and from these alone; at least 1.</summary>
    public int LookAhead { get; init; } = 8;

    /// <summary>What a hand-designed network took on ONNX Runtime when the run began, in milliseconds: measured latencies of trials are corrected by what it takes then. Null where latency does not decide, and in older runs.</summary>
    public double? ReferenceLatency { get; init; }

    /// <summary>Whether the deployed file computes with bytes, and latencies are those of such files. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Int8 { get; init; }

    /// <summary>What an earlier search of the same space measured: a predictor of it gives each candidate the known score <see cref="PredictorRecord.Prior"/>. Null for none.</summary>
    public PredictorRecord? Prior { get; init; }

    /// <summary>The key of all randomness.</summary>
    public required ulong Seed { get; init; }
}
