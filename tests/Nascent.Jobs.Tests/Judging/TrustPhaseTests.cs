using Nascent.Jobs.Judging;

namespace Nascent.Jobs.Tests.Judging;

public sealed class TrustPhaseTests
{
    [Theory]
    [InlineData(new[] { 2, 4, 6, 8, 10 }, new[] { 0 }, new[] { 10, 4, 2, 6, 8 })]
    [InlineData(new[] { 5, 9 }, new int[0], new[] { 5, 9 })]
    public void Candidates_that_judge_come_in_an_order_of_which_every_beginning_is_spread(int[] places, int[] there, int[] expected) =>
        TrustPhase.FarthestFirst(places, there).ShouldBe(expected);
}
