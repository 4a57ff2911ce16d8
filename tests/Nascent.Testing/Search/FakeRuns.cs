using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Testing.Search;

/// <summary>Specifications and set-ups of runs for tests.</summary>
public static class FakeRuns
{
    /// <summary>What the networks of <see cref="SmallSpaces"/> read and give.</summary>
    public static Signature Signature { get; } = Signature.Features(5, 3);

    /// <summary>A manifest that says nothing of a machine.</summary>
    public static RunManifest Manifest { get; } =
        new("0.0.0", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), "system", "processor", 2, 1L << 34);

    /// <summary>A specification.</summary>
    public static RunSpec Spec(string strategy = "regularized-evolution", int? trials = 60, ulong seed = 1, SearchSpace? space = null) => new()
    {
        Name = "test",
        Data = new DataSpec("", ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), "00"),
        Space = JsonNode.Parse((space ?? SmallSpaces.Layers).ToJson())!,
        Strategy = new ComponentSpec(strategy, CoreStrategies.All.FirstOrDefault(entry => entry.Name == strategy)?.Version ?? 1, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)),
        Estimator = new ComponentSpec("fake", 1, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)),
        Fidelity = Fidelity.Of("fake").With(Fidelity.Epochs, 2),
        Recipe = new TrainingRecipe(),
        RetrainRecipe = new TrainingRecipe(),
        Objectives = [Objective.Of("accuracy")],
        Constraints = [],
        Budget = new RunBudget(trials, null, 0.5),
        Retrain = new RetrainSpec(2, 2, 3),
        Workers = new WorkerSpec(2, 1, 1L << 30, null, "cpu"),
        Seed = seed,
    };

    /// <summary>The set-up of a specification; evaluations are the same where the parameters are as many.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="strategy">The strategy; by default the core's of the specification's name.</param>
    public static SearchSetup Setup(RunSpec spec, StrategyDescription? strategy = null) => new()
    {
        Spec = spec,
        Space = SearchSpace.FromJson(spec.Space.ToJsonString()),
        Signature = Signature,
        Strategy = strategy ?? new StrategyRegistry(CoreStrategies.All).Named(spec.Strategy.Name),
        KeyOf = KeyOf,
        Costs = [new ParameterCount()],
    };

    /// <summary>A key that some genotypes share: the number of weights and the first answer.</summary>
    public static EvaluationKey KeyOf(EvaluationRequest request) =>
        new($"{request.Architecture.Weights.Sum(slot => slot.Count)}/{request.Fidelity}/{request.Replicate}/{(request.Genotype.Answers is [var first, ..] ? first.Answer : "")}");
}
