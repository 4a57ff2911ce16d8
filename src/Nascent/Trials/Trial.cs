using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Estimation.Curves;
using Nascent.Genotypes;
using Nascent.Tasks;

namespace Nascent.Trials;

/// <summary>One proposal, its outcome and its cost.</summary>
/// <param name="Number">Counted from 0 in the order of proposal.</param>
/// <param name="Genotype">What was proposed.</param>
/// <param name="Fidelity">At what fidelity.</param>
/// <param name="State">What became of it.</param>
public sealed record Trial(int Number, Genotype Genotype, Fidelity Fidelity, TrialState State)
{
    /// <summary>Why it failed, was rejected or was stopped: a word such as <c>nan</c>, <c>timeout</c>, <c>memory</c>, <c>lost</c>, or the constraint that it breaks.</summary>
    public string? Reason { get; init; }

    /// <summary>The message behind the reason.</summary>
    public string? Detail { get; init; }

    /// <summary>What is the same evaluation.</summary>
    public EvaluationKey Key { get; init; }

    /// <summary>The key of its randomness; 0 where it is not trained.</summary>
    public ulong Seed { get; init; }

    /// <summary>The number of the trial that this one repeats.</summary>
    public int? DuplicateOf { get; init; }

    /// <summary>The number of the trial that this one continues.</summary>
    public int? ContinueFrom { get; init; }

    /// <summary>The measured values and the costs known without training.</summary>
    public Metrics Metrics { get; init; } = Metrics.None;

    /// <summary>The part of <see cref="Metrics"/> that its own training measured.</summary>
    public Metrics Measured { get; init; } = Metrics.None;

    /// <summary>What it cost.</summary>
    public Cost Cost { get; init; } = Cost.None;

    /// <summary>Its learning curve.</summary>
    public ImmutableArray<CurvePoint> Curve { get; init; } = [];

    /// <summary>Files that it left behind.</summary>
    public ImmutableArray<ArtifactRef> Artifacts { get; init; } = [];

    /// <summary>How many trials its proposal could see, where a stopping rule judges it by them; else null.</summary>
    public int? Known { get; init; }

    /// <summary>What a stopping rule said of it, or of the one that it repeats: that it was stopped, or that it would have been and is a control; null where none did.</summary>
    public EarlyStop? Stop { get; init; }

    /// <summary>What a reader should know of how its result came about, such as a checkpoint that could not be used; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it has an outcome.</summary>
    public bool IsFinished => State != TrialState.Pending;

    /// <summary>Whether it has measured values, its own or the one's that it repeats; those of a trial that a rule stopped are of its best epoch until then.</summary>
    public bool HasResult => State is TrialState.Succeeded || (State is TrialState.Duplicate && Reason is null) || (State is TrialState.Stopped && Stop is not null);

    /// <summary>This trial as strategies see it: where a rule stopped it, what it was expected to end with stands for the value of the first objective.</summary>
    /// <param name="first">The first objective, whose values the curve shows.</param>
    public Trial Foreseen(Objective first) => Stop is { IsControl: false } stop ? this with { Metrics = Metrics.With(first.Metric, stop.Forecast) } : this;
}
