using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Journal.Json;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Strategies.Auto;
using Nascent.Tasks;
using Nascent.Testing.Search;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Search;

/// <summary>What an earlier search expects, as a known score of another.</summary>
public sealed class PriorTests
{
    [Fact]
    public void The_journal_keeps_what_the_search_begins_from()
    {
        var record = new PredictorRecord("gp", 1, new Seed(ulong.MaxValue), "accuracy", "layers", PredictorRecord.DecisionsOf(SmallSpaces.Layers.Genotypes),
            [new(new(SmallSpaces.Layers.Genotypes.At(0), Metrics.None.With("params", 12)), 0.25), new(new(SmallSpaces.Layers.Genotypes.At(1), Metrics.None), 0.5)]);
        var read = ((RunEvent.RunStarted)JournalJson.Read(JournalJson.Write(new RunEvent.RunStarted(FakeRuns.Spec() with { Prior = record }, FakeRuns.Manifest)), 1)).Spec.Prior!;
        (read with { Observations = record.Observations }).ShouldBe(record);
        read.Observations.ShouldBe(record.Observations);
    }

    [Fact]
    public void A_strategy_that_knows_what_is_expected_of_candidates_is_soon_better()
    {
        var (without, with) = (Enumerable.Range(0, 5).Average(seed => Regret(seed, knows: false)), Enumerable.Range(0, 5).Average(seed => Regret(seed, knows: true)));
        with.ShouldBeLessThan(0.7 * without);
    }

    private static double Regret(int seed, bool knows)
    {
        static double Value(Genotype genotype) => new Seed(11).Derive(genotype.ToString()).Stream().NextDouble();   // nothing that could be learned from answers
        var search = new DrivenSearch(SmallSpaces.Layers.Genotypes, trial => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", Value(trial.Genotype)) })
        {
            CostsOf = genotype => knows ? Metrics.None.With(PredictorRecord.Prior, Value(genotype)) : Metrics.None,
            Trials = 30,
        };
        return search.Run(AutoStrategy.Description.CreateWith(System.Collections.Immutable.ImmutableSortedDictionary<string, double>.Empty), (ulong)seed).Average(trial => 1 - trial.Metrics["accuracy"]!.Value);
    }
}
