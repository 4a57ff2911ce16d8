using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Trials;

namespace Nascent.Search.Stopping;

/// <summary>What early stopping did in a run, and how often it was wrong as far as the controls tell.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Stopped">Trials that it ended.</param>
/// <param name="Controls">Trials that it would have ended and that were trained to their end all the same.</param>
/// <param name="Wrong">Controls that ended above the best result known when they would have been stopped.</param>
/// <param name="Saved">The share of the epochs of all trained trials that was not trained, in the range [0, 1).</param>
public sealed record StoppingTally(string Rule, int Stopped, int Controls, int Wrong, double Saved)
{
    /// <summary>The largest share of wrong stops that the controls do not speak against: the upper end of a one-sided 95 % interval (Clopper and Pearson 1934); 1 without controls.</summary>
    public double MostWrong
    {
        get
        {
            var (low, high) = ((double)Wrong / Math.Max(1, Controls), 1.0);
            for (var step = 0; step < 50; step++)
            {
                var middle = (low + high) / 2;
                (low, high) = ChanceOfSoFew(middle) > 0.05 ? (middle, high) : (low, middle);
            }

            return high;
        }
    }

    /// <summary>The tally of a run; null where it has no rule.</summary>
    public static StoppingTally? Of(RunState state)
    {
        if (state.Spec is not { EarlyStopping: { } rule } spec)
            return null;
        var trained = state.Trials.Where(trial => trial.DuplicateOf is null && trial.HasResult).ToArray();
        var controls = trained.Where(trial => trial.Stop is { IsControl: true }).ToArray();
        var objective = spec.TrialObjectives[0];
        var full = trained.Sum(trial => trial.Fidelity.Axis(Fidelity.Epochs, 1));
        return new(
            rule.Name, trained.Count(trial => trial.State == TrialState.Stopped), controls.Length,
            controls.Count(trial => objective.Maximise ? trial.Measured[objective.Metric] > trial.Stop!.Bar : trial.Measured[objective.Metric] < trial.Stop!.Bar),
            full == 0 ? 0 : 1 - (trained.Sum(EpochsOf) / full));
    }

    private static double EpochsOf(Trial trial) => trial.State == TrialState.Stopped ? trial.Stop!.Epoch : trial.Fidelity.Axis(Fidelity.Epochs, 1);

    // The probability of at most as many wrong controls as there were, if a stop is wrong with this probability.
    private double ChanceOfSoFew(double chance)
    {
        var (term, sum) = (Math.Pow(1 - chance, Controls), 0.0);
        for (var wrong = 0; wrong <= Wrong; wrong++)
        {
            sum += term;
            term *= (Controls - wrong) / (wrong + 1.0) * chance / Math.Max(1e-300, 1 - chance);
        }

        return sum;
    }
}
