using System.Collections.Immutable;
using Nascent.Numerics;

namespace Nascent.Torch.ZeroCost;

/// <summary>Several scores as one: the mean of a candidate's ranks among a set of candidates.</summary>
/// <remarks>Ranks forget how far apart two candidates are, so scores of different scales weigh the same. A candidate's value depends on the others of the set.</remarks>
public static class RankEnsemble
{
    /// <summary>The scores that are taken where none are named: they read different things, and each of them ranks well.</summary>
    public static readonly ImmutableArray<string> DefaultMembers = ["naswot", "jacob_cov", "synflow"];

    /// <summary>The value of each candidate, in the range [0, 1], higher for better: the mean over the members of rank / (candidates − 1), where equal scores share their mean rank.</summary>
    /// <param name="candidates">The scores of each candidate by name; one that is missing ranks with the worst.</param>
    /// <param name="members">The names of the scores that take part, at least one.</param>
    public static ImmutableArray<double> Of(IReadOnlyList<IReadOnlyDictionary<string, double>> candidates, ImmutableArray<string> members)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Length, nameof(members));
        if (candidates.Count == 1)
            return [1];
        var sums = new double[candidates.Count];
        foreach (var member in members)
        {
            var ranks = Ranking.Ascending([.. candidates.Select(scores => scores.TryGetValue(member, out var value) ? value : double.NegativeInfinity)]);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += (ranks[i] - 1) / (candidates.Count - 1) / members.Length;
        }

        return [.. sums];
    }
}
