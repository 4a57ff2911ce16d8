namespace Nascent.Trials;

/// <summary>What is trained in full: a trial of the search or a baseline; or an ensemble of these.</summary>
/// <param name="Text"><c>trial:17</c>, <c>baseline:lenet-5</c> or <c>ensemble</c>.</param>
public readonly record struct CandidateId(string Text)
{
    /// <summary>The ensemble of the others.</summary>
    public static readonly CandidateId Ensemble = new("ensemble");

    /// <summary>The candidate of a trial.</summary>
    public static CandidateId Trial(int number) => new($"trial:{number}");

    /// <summary>The candidate of a baseline.</summary>
    public static CandidateId Baseline(string name) => new($"baseline:{name}");

    /// <summary>What users call it: <c>trial 17</c>, <c>lenet-5</c> or <c>ensemble</c>.</summary>
    public string Label => TrialNumber is { } number ? $"trial {number}" : BaselineName ?? Text;

    /// <summary>The trial's number, or null for what is none.</summary>
    public int? TrialNumber => Text.StartsWith("trial:", StringComparison.Ordinal) ? int.Parse(Text.AsSpan(6)) : null;

    /// <summary>The baseline's name, or null for what is none.</summary>
    public string? BaselineName => Text.StartsWith("baseline:", StringComparison.Ordinal) ? Text[9..] : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
