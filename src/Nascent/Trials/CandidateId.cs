namespace Nascent.Trials;

/// <summary>What is trained in full: a trial of the search or a hand-designed baseline.</summary>
/// <param name="Text"><c>trial:17</c> or <c>baseline:lenet-5</c>.</param>
public readonly record struct CandidateId(string Text)
{
    /// <summary>The candidate of a trial.</summary>
    public static CandidateId Trial(int number) => new($"trial:{number}");

    /// <summary>The candidate of a baseline.</summary>
    public static CandidateId Baseline(string name) => new($"baseline:{name}");

    /// <summary>The trial's number, or null for a baseline.</summary>
    public int? TrialNumber => Text.StartsWith("trial:", StringComparison.Ordinal) ? int.Parse(Text.AsSpan(6)) : null;

    /// <summary>The baseline's name, or null for a trial.</summary>
    public string? BaselineName => Text.StartsWith("baseline:", StringComparison.Ordinal) ? Text[9..] : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
