using System.Collections.Immutable;
using Nascent.Reporting.Outcomes;

namespace Nascent.Reporting.Pictures.Charts;

/// <summary>The colour of a candidate, the same in every chart: a class of the style sheet.</summary>
public static class Series
{
    /// <summary>The class of a candidate's colour.</summary>
    public static string Of(ImmutableArray<CandidateSummary> candidates, CandidateSummary candidate)
    {
        if (candidate.IsWinner)
            return "winner";
        var alike = candidates.Where(other => !other.IsWinner && other.Candidate.BaselineName is null == candidate.Candidate.BaselineName is null).ToList();
        var index = alike.IndexOf(candidate);
        return candidate.Candidate.BaselineName is null ? "runner-up" : $"baseline-{(index % 3) + 1}";
    }
}
