using Nascent.Cli.Composition;

namespace Nascent.Cli.Tests.Composition;

public sealed class RetrainPlannerTests
{
    [Theory]
    [InlineData(new[] { 4.0, 1, 1, 1 }, 2, 4)]
    [InlineData(new[] { 1.0, 1, 1, 4 }, 2, 5)]
    [InlineData(new[] { 2.0, 3 }, 1, 5)]
    [InlineData(new double[0], 2, 0)]
    public void Workers_take_the_next_job_as_they_get_free(double[] jobs, int workers, double expected) => RetrainPlanner.Makespan(jobs, workers).ShouldBe(expected);
}
