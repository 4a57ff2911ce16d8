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
            var trial = _spec.SearchObjectives is not null ? "candidates scored without training"
                : $"trials of {_spec.Fidelity.Axis(Fidelity.Epochs, 1):0.##} epochs on {_spec.Fidelity.Axis(Fidelity.DataShare, 1) * plan.Input.Train:N0} samples";
            return $"Recommended, and what a search of the same words does: --estimator {_spec.Estimator.Name} --strategy {_spec.Strategy.Name}, {trial}{(_spec.Constraints.IsEmpty ? "" : $", {string.Join(", ", _spec.Constraints)}")}.";
        }
    }

    /// <summary>How the time is split.</summary>
    public string Split
    {
        get
        {
            var split = plan.Split;
            var baselines = split.Baselines == 0 ? "" : $" and {split.Baselines} {(split.Baselines == 1 ? "baseline" : "baselines")}{(split.BaselineSeeds == split.Seeds ? "" : $" ({Seeds(split.BaselineSeeds)})")}";
            return $"Of {Figures.Time(_spec.Budget.Time!.Value)} the search gets {Figures.Time(split.Search)}, enough for about {plan.Recommended.Candidates:N0} candidates; "
                + $"the {Figures.Time(split.Full)} after it are enough to train {split.Candidates} of the best ({Seeds(split.Seeds)}){baselines} for {split.Epochs} epochs, and for the test, the export and the report.";
        }
    }

    /// <summary>What gain to expect, and from which numbers.</summary>
    public string Gain
    {
        get
        {
            var rung = plan.Recommended;
            if (plan.Spread is not { } own || rung.MostGain is not { } most)
                return "What gain to expect cannot be said: too few candidates could be timed to know how much they differ.";
            var known = rung.Correlation;
            if (known?.Spread is null && own == 0)
                return "What gain to expect cannot be said: the brief scores of the timed candidates differ by no more than the noise of scoring.";
            var sigma = known?.Spread is { } full
                ? $"σ = {Figures.Difference(plan.Metric, full)} between candidates trained in full"
                : $"σ = {Figures.Difference(plan.Metric, own)} between the brief scores of the timed candidates{(Tasks.Metric.Find(plan.Metric) is { CountsSamples: true } ? ", without the noise of scoring" : "")}";
            var model = $"the best of {rung.Candidates:N0} is E[max] = {Number(rung.BestOf)} standard deviations above a candidate drawn at random, times ρ; {sigma}";
            return known is null
                ? $"Expected gain: at most {Figures.Difference(plan.Metric, most)} ({model}). How well these trials rank, ρ, is not known for this data and space; 'nascent trust RUN' measures it after a search, and later plans use it."
                : $"Expected gain: about {Figures.Difference(plan.Metric, rung.Gain!.Value)} ({model}; ρ = {Rho(known)}{(known.Spread is null ? ", " : "; both ")}from {known.Source}).";
        }
    }

    /// <summary>What else was measured.</summary>
    public string Machine =>
        $"One worker did {Number(plan.WorkPerSecond / 1e9)}·10⁹ of work a second, where a search assumes {Number(plan.Input.AssumedWorkPerSecond / 1e9)}·10⁹."
        + (plan.ZeroCostBeside is { } beside && !double.IsNaN(beside.Value)
            ? $" Scores without training rank the timed candidates as their brief trainings do with ρ = {Number(beside.Value)}, 95 % interval {Number(beside.Low)} to {Number(beside.High)}." : "");

    /// <summary>A correlation with its interval, where it has one.</summary>
    public static string Rho(KnownCorrelation known) =>
        Number(known.Rho.Value) + (double.IsNaN(known.Rho.Low) ? "" : $" [{Number(known.Rho.Low)}, {Number(known.Rho.High)}]");

    private static string Seeds(int count) => count == 1 ? "one seed" : $"{count} seeds each";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
