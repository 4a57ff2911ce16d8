using Nascent.Jobs.Judging;

namespace Nascent.Jobs.Tests.Judging;

public sealed class TrustRunTests
{
    [Theory]
    [InlineData(10, 4, new[] { 0, 3, 6, 9 })]
    [InlineData(3, 3, new[] { 0, 1, 2 })]
    [InlineData(40, 3, new[] { 0, 20, 39 })]
    public void Candidates_stand_evenly_over_the_ranking(int length, int count, int[] expected) => TrustRun.EvenlySpaced(length, count).ShouldBe(expected);
}
