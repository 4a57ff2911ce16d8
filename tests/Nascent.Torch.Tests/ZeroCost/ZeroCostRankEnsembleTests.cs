using System.Collections.Immutable;
using Nascent.Torch.ZeroCost;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostRankEnsembleTests
{
    [Fact]
    public void The_mean_of_ranks_forgets_scales()
    {
        // By a the ranks are 0, 1, 2 of 2; by b 0.5, 2, 0.5 with a tie.
        Of(["a", "b"], [("a", 1), ("b", 5)], [("a", 2), ("b", 6)], [("a", 1000), ("b", 5)]).ShouldBe([0.125, 0.75, 0.625]);
    }

    [Fact]
    public void What_is_missing_ranks_last() => Of(["a"], [("b", 1)], [("a", -5)], [("a", -7)]).ShouldBe([0, 1, 0.5]);

    [Fact]
    public void One_candidate_is_the_best() => Of(["a"], [("a", 3)]).ShouldBe([1]);

    private static ImmutableArray<double> Of(ImmutableArray<string> members, params (string Name, double Value)[][] candidates) =>
        RankEnsemble.Of([.. candidates.Select(scores => scores.ToDictionary(score => score.Name, score => score.Value))], members);
}
