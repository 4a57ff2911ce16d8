using Nascent.Reporting.Numbers;
using Nascent.Reporting.Pictures;

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
    [InlineData("rmse", 1_234_567, "1.23M")]
    [InlineData("work", 3_000_000, "3.00M")]
    public void Values_are_written_with_their_unit(string metric, double value, string expected) => Figures.Of(metric, value).ShouldBe(expected);

    [Theory]
    [InlineData(0.91025)] // 91.03 % in words, though 0.91025 is below its decimal
    [InlineData(0.90195)]
    [InlineData(0.5)]
    public void A_share_is_rounded_as_it_is_written(double value) => $"{100 * Figures.Shown("accuracy", value):F2} %".ShouldBe(Figures.Of("accuracy", value));

    [Fact]
    public void A_spread_is_a_mean_with_its_deviation()
    {
        Figures.Of("accuracy", Spread.Of([0.90, 0.91, 0.92])).ShouldBe("91.00 ± 1.00 %");
        Figures.Of("accuracy", Spread.Of([0.90])).ShouldBe("90.00 %");
        Figures.Of("accuracy", Spread.Of([])).ShouldBe("–");
    }

    [Theory]
    [InlineData("work", 3e6, "3M")]
    [InlineData("params", 1.5e6, "1.5M")]
    [InlineData("params", 20_000, "20k")]
    [InlineData("params", 100, "100")]
    [InlineData("memory", 86016, "84 KB")]
    [InlineData("latency", 0.05, "0.05 ms")]
    [InlineData("rmse", 10, "10")]
    public void Ticks_are_short(string metric, double tick, string expected) => new Scale(0, 1, 0, 1).Label(metric, tick).ShouldBe(expected);

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(42, "42 s")]
    [InlineData(185, "3m 05s")]
    [InlineData(3720, "1h 02m")]
    public void Times_are_short(double seconds, string expected) => Figures.Time(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}
