using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Testing.Strategies;
using Nascent.Trials;

namespace Nascent.Tests.Strategies;

/// <summary>Searches at one, three and nine epochs, where scores are the same at each.</summary>
internal static class Rungs
{
    /// <summary>Two decisions; what is better is a matter of their sum.</summary>
    public static DrivenSearch Search(int trials, int options = 30) => new(
        new DecisionSpace("sum", new[] { "a", "b" }.Select(name => new Decision(new(name), DecisionKind.Width, [.. Enumerable.Range(0, options).Select(option => $"{option}")], true))),
        trial => trial with { State = TrialState.Succeeded, Metrics = Metrics.None.With("accuracy", ScoreOf(trial)) })
    { Trials = trials };

    /// <summary>A trial's score; no two are alike.</summary>
    public static double ScoreOf(Trial trial) => int.Parse(trial.Genotype.Answers[0].Answer) + (1.01 * int.Parse(trial.Genotype.Answers[1].Answer));

    /// <summary>Holds trials to what continuing promises: each above the cheapest fidelity goes on from a trial of its network, of the horizon of all, with a result and less training.</summary>
    public static void ShouldContinue(IReadOnlyList<Trial> trials, int raised)
    {
        trials.Count(trial => trial.ContinueFrom is not null).ShouldBe(raised);
        foreach (var trial in trials)
        {
            (trial.Fidelity.Axis(Fidelity.Horizon, trial.Fidelity.Axis(Fidelity.Epochs, 0))).ShouldBe(9, $"trial {trial.Number}");
            if (trial.ContinueFrom is not { } from)
                continue;
            from.ShouldBeLessThan(trial.Number);
            trials[from].Genotype.ShouldBe(trial.Genotype, $"trial {trial.Number}");
            trials[from].HasResult.ShouldBeTrue($"trial {trial.Number}");
            trials[from].Fidelity.Amount.ShouldBeLessThan(trial.Fidelity.Amount, $"trial {trial.Number}");
        }
    }

    /// <summary>Values of some options.</summary>
    public static ImmutableSortedDictionary<string, double> Given(params (string Name, double Value)[] options) =>
        options.ToImmutableSortedDictionary(option => option.Name, option => option.Value, StringComparer.Ordinal);
}
