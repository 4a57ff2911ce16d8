using System.Text.Json.Serialization;

namespace Nascent.Journal;

/// <summary>When a run's search ends, and how its time is split.</summary>
/// <param name="Trials">Candidates that are trained (neither rejected nor duplicates), or null for no limit.</param>
/// <param name="Time">The whole run's wall time, or null for no limit.</param>
/// <param name="SearchShare">The share of <paramref name="Time"/> that goes into search, the rest being retraining and checks; in the range (0, 1).</param>
public sealed record RunBudget(int? Trials, TimeSpan? Time, double SearchShare)
{
    /// <summary>What was asked for beside <see cref="Time"/> and spent before the run began, on the features of a backbone; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TimeSpan? SpentBefore { get; init; }
}
