using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Strategies.Random;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Torch.Tests.Strategies;

/// <summary>Runs of strategies on made-up scores, without a loop around them.</summary>
internal static class StrategyRuns
{
    private static readonly Fidelity Full = Fidelity.Of("fake");

    /// <summary>A landscape that rises with each width.</summary>
    public static double SumOfWidths(Genotype genotype) =>
        genotype.Answers.Where(answer => answer.Path.Text.EndsWith("features", StringComparison.Ordinal)).Sum(answer => double.Parse(answer.Answer));

    /// <summary>The trials of a run; scores that are not a number fail their trials.</summary>
    public static List<Trial> Run(IStrategy strategy, SearchSpace space, int trials, int lookAhead, Func<Genotype, double> score, ulong seed = 1, Func<Genotype, Metrics?>? costsOf = null)
    {
        var (observed, all) = (new List<Trial>(), new List<Trial>());
        for (var number = 0; number < trials; number++)
        {
            while (observed.Count <= number - lookAhead)
            {
                observed.Add(all[observed.Count]);
                strategy.Observe(observed[^1]);
            }

            var view = new SearchView(space.Genotypes, [Objective.Of("accuracy")], [], Full, number, observed, all[observed.Count..], costsOf ?? (_ => Metrics.None));
            if (strategy.Propose(view, new Seed(seed).Derive(number)) is not Proposal.Try proposal)
                break;
            var value = score(proposal.Genotype);
            all.Add(double.IsNaN(value) ? new Trial(number, proposal.Genotype, Full, TrialState.Failed) { Reason = "nan" }
                : new Trial(number, proposal.Genotype, Full, TrialState.Succeeded) { Metrics = Metrics.None.With("accuracy", value) });
        }

        return all;
    }

    /// <summary>In how many of so many seeds the last 30 of 100 trials of a strategy have scores above those of random search by more than a margin.</summary>
    public static int WinsOverRandom(StrategyDescription strategy, SearchSpace space, Func<Genotype, double> score, double margin, int seeds, int lookAhead = 8)
    {
        var wins = 0;
        for (ulong seed = 0; seed < (ulong)seeds; seed++)
            wins += LastOf(strategy, seed) > LastOf(RandomStrategy.Description, seed) + margin ? 1 : 0;
        return wins;

        double LastOf(StrategyDescription description, ulong key) =>
            Run(Fresh(description), space, 100, lookAhead, score, key).TakeLast(30).Average(trial => score(trial.Genotype));
    }

    /// <summary>A strategy with some options set.</summary>
    public static IStrategy Fresh(StrategyDescription description, params (string Name, double Value)[] options) =>
        description.CreateWith(options.ToImmutableSortedDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal));
}
