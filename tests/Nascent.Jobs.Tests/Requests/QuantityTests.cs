using Nascent.Jobs.Requests;

namespace Nascent.Jobs.Tests.Requests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("4m30s", 270)]
    [InlineData("0.5h", 1800)]
    public void Times_are_read(string text, double seconds) => Quantity.Duration("--budget", text).TotalSeconds.ShouldBe(seconds);

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("5m5h")]
    [InlineData("-5m")]
    [InlineData("1e3s")]
    public void Other_texts_are_no_times(string text) => Should.Throw<NascentException>(() => Quantity.Duration("--budget", text)).Message.ShouldStartWith($"--budget: found '{text}'");

    [Theory]
    [InlineData("512MB", 512L << 20)]
    [InlineData("2G", 2L << 30)]
    [InlineData("1.5GB", 3L << 29)]
    public void Sizes_are_read(string text, long bytes) => Quantity.Bytes("--memory-limit", text).ShouldBe(bytes);

    [Theory]
    [InlineData("50%", 0.5)]
    [InlineData("0.25", 0.25)]
    [InlineData("1", 1)]
    public void Shares_are_read(string text, double share) => Quantity.Share("--data-share", text).ShouldBe(share);
}
