namespace Nascent.Reporting.Plans;

/// <summary>One fidelity of a plan: what a candidate takes at it, how many there is time for, and what the best of them may gain.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Passes">Passes over the training data; 0 without training.</param>
/// <param name="Cheapest">Seconds that the cheapest timed candidate takes on one worker.</param>
/// <param name="Mean">The mean over the timed candidates, which stand evenly over what they cost.</param>
/// <param name="Costliest">Seconds of the costliest.</param>
/// <param name="Candidates">How many of the mean the search's time has room for, all workers together.</param>
public sealed record PlanRung(string Name, double Passes, double Cheapest, double Mean, double Costliest, long Candidates)
{
    /// <summary>The name of full training.</summary>
    public const string Full = "full";

    /// <summary>Whether a search of the recommended kind has trials of this fidelity.</summary>
    public bool IsRecommended { get; init; }

    /// <summary>How far the best of <see cref="Candidates"/> is expected above their mean, in standard deviations: E[max] of as many standard normal numbers; 0 for fewer than one.</summary>
    public double BestOf { get; init; }

    /// <summary>How well it ranks as full training does, where that is known.</summary>
    public KnownCorrelation? Correlation { get; init; }

    /// <summary>The expected gain over a candidate drawn at random, ρ · σ · <see cref="BestOf"/>, in the metric's unit; null where ρ or σ is not known.</summary>
    public double? Gain { get; init; }

    /// <summary>The same with ρ = 1, which bounds it; null where σ is not known.</summary>
    public double? MostGain { get; init; }
}
