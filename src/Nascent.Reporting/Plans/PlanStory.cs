using System.Globalization;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Plans;

/// <summary>A plan in sentences.</summary>
/// <param name="plan">The plan.</param>
public sealed class PlanStory(SearchPlan plan)
{
    private readonly RunSpec _spec = plan.Input.Spec;

    /// <summary>What is recommended: what <c>search</c> does with the same words.</summary>
    public string Recommendation
    {
        get
        {
            var trial = _spec.SearchObjectives is not null ? "networks scored without training"
                : $"trials of {_spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs on {_spec.Fidelity.Axis(Fidelity.DataShare, 1) * plan.Input.Train:N0} samples";
            return $"Recommended, and what 'nascent search' does with the same options: --estimator {_spec.Estimator.Name} --strategy {_spec.Strategy.Name}, {trial}{(_spec.Constraints.IsEmpty ? "" : $", {string.Join(", ", _spec.Constraints)}")}.";
        }
    }

    /// <summary>How the time is split.</summary>
    public string Split
    {
        get
        {
            var split = plan.Split;
            var baselines = split.Baselines == 0 ? "" : $" and {split.Baselines} {(split.Baselines == 1 ? "baseline" : "baselines")}{(split.BaselineSeeds == split.Seeds ? "" : $" ({Seeds(split.BaselineSeeds)})")}";
            return $"The search gets {Figures.Time(split.Search)} of {Figures.Time(_spec.Budget.Time!.Value)}, enough for about {plan.Recommended.Candidates:N0} networks. "
                + $"The other {Figures.Time(split.Full)} are for full training of the best {(split.Candidates == 1 ? "network" : split.Candidates)} ({Seeds(split.Seeds)}){baselines} for {split.Epochs} epochs,{(_spec.Retrain.Ensemble ? " then for an ensemble of them," : _spec.Retrain.Final ? " then for the last training of the chosen network, which is as long as the time allows," : "")} then for test, export and report.";
        }
    }

    /// <summary>What gain to expect, and from which numbers.</summary>
    public string Gain
    {
        get
        {
            var rung = plan.Recommended;
            if (plan.Spread is not { } own || rung.MostGain is not { } most)
                return "Expected gain: unknown, because too few networks could be timed to know how much they differ.";
            var known = rung.Correlation;
            if (known?.Spread is null && own == 0)
                return "Expected gain: unknown, because the brief scores of the timed networks differ by no more than the noise of scoring.";
            var sigma = known?.Spread is { } full
                ? $"σ, the standard deviation between fully trained networks, is {Figures.Difference(plan.Metric, full)}"
                : $"σ, the standard deviation between the brief scores of the timed networks{(Tasks.Metric.Find(plan.Metric) is { CountsSamples: true } ? " without the noise of scoring" : "")}, is {Figures.Difference(plan.Metric, own)}";
            var model = $"The gain over a random network is ρ · E[max] · σ. E[max] is {Number(rung.BestOf)} for the best of {rung.Candidates:N0}; {sigma}.";
            return known is null
                ? $"Expected gain: at most {Figures.DifferenceInWords(plan.Metric, most)}. {model} The rank correlation ρ of these trials with full training is not known for this data and space. 'nascent trust RUN' measures it after a search, and later plans use it."
                : $"Expected gain: about {Figures.DifferenceInWords(plan.Metric, rung.Gain!.Value)}. {model} The rank correlation ρ with full training is {Rho(known)}. {(known.Spread is null ? "It comes" : "ρ and σ come")} from {known.Source}.";
        }
    }

    /// <summary>What else was measured.</summary>
    public string Machine =>
        $"Speed of one worker: {Number(plan.WorkPerSecond / 1e9)} billion units of training cost (work) per second. A search assumes {Number(plan.Input.AssumedWorkPerSecond / 1e9)} billion."
        + (plan.ZeroCostBeside is { } beside && !double.IsNaN(beside.Value)
            ? $" Training-free scores rank the timed networks like their brief trainings with ρ = {Number(beside.Value)} (95 % interval {Number(beside.Low)} to {Number(beside.High)})." : "");

    /// <summary>A correlation with its interval, where it has one.</summary>
    public static string Rho(KnownCorrelation known) =>
        Number(known.Rho.Value) + (double.IsNaN(known.Rho.Low) ? "" : $" [{Number(known.Rho.Low)}, {Number(known.Rho.High)}]");

    private string Seeds(int count) => count == 1 ? "one seed" : $"{count} {(_spec.Retrain.Folds > 1 ? "folds" : "seeds")} each";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
