using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Tests.Numbers;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("accuracy", 0.91249, "91.25 %")]
    [InlineData("params", 79432, "79.4k")]
    [InlineData("macs", 3_124_000, "3.12M")]
    [InlineData("memory", 86016, "84.0 KB")]
    [InlineData("latency", 0.4123, "0.4123 ms")]
    [InlineData("latency", 12.34, "12.3 ms")]
    [InlineData("log_loss", 0.27, "0.270")]
    [InlineData("rmse", 1234.4, "1234")]
    [InlineData("rmse", 0, "0")]
    public void Values_are_written_with_their_unit(string metric, double value, string expected) => Figures.Of(metric, value).ShouldBe(expected);

    [Fact]
    public void A_spread_is_a_mean_with_its_deviation()
    {
        Figures.Of("accuracy", Spread.Of([0.90, 0.91, 0.92])).ShouldBe("91.00 ± 1.00 %");
        Figures.Of("accuracy", Spread.Of([0.90])).ShouldBe("90.00 %");
        Figures.Of("accuracy", Spread.Of([])).ShouldBe("–");
    }

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(42, "42 s")]
    [InlineData(185, "3m 05s")]
    [InlineData(3720, "1h 02m")]
    public void Times_are_short(double seconds, string expected) => Figures.Time(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
