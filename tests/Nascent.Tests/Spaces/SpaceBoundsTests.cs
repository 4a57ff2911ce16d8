using Nascent.Spaces;

namespace Nascent.Tests.Spaces;

/// <summary>Sizes that nobody could build are refused before anything is.</summary>
public sealed class SpaceBoundsTests
{
    private const string Conv = """{"type": "conv"}""";

    [Theory]
    [InlineData("""{"type": "repeat", "depth": {"between": [1, 2000000000]}, "body": {"type": "conv"}}""", "$.net[0].depth.between[1]: found 2000000000, expected an integer of at most 1000.")]
    [InlineData("""{"type": "repeat", "depth": 2000000000, "body": {"type": "conv"}}""", "$.net[0].depth: found 2000000000, expected an integer of at most 1000.")]
    [InlineData("""{"type": "repeat", "depth": {"one_of": [1, 2000000000]}, "body": {"type": "conv"}}""", "$.net[0].depth.one_of[1]: found 2000000000, expected")]
    [InlineData("""{"type": "conv", "channels": {"between": [1, 2147483647]}}""", "$.net[0].channels.between[1]: found 2147483647, expected an integer of at most 65536.")]
    [InlineData("""{"type": "conv", "channels": {"between": [1, 60000]}}""", "$.net[0].channels.between: found 60000 options, expected at most 10000; raise the step.")]
    [InlineData("""{"type": "conv", "kernel": 2147483647}""", "$.net[0].kernel: found 2147483647, expected an integer of at most 1023.")]
    [InlineData("""{"type": "conv", "padding": 2147483647}""", "$.net[0].padding: found 2147483647, expected")]
    [InlineData("""{"type": "conv", "stride": 2000000000}""", "$.net[0].stride: found 2000000000, expected")]
    [InlineData("""{"type": "inverted_bottleneck", "expand": 2000000000}""", "$.net[0].expand: found 2000000000, expected an integer of at most 256.")]
    [InlineData("""{"type": "feature_embedding", "size": 2000000000}""", "$.net[0].size: found 2000000000, expected an integer of at most 256.")]
    [InlineData("""{"type": "resize", "resolution": 2000000000}""", "$.net[0].resolution: found 2000000000, expected an integer of at most 4096.")]
    [InlineData("""{"type": "cell", "nodes": 2000000000, "operators": {"a": {"type": "conv"}}}""", "$.net[0].nodes: found 2000000000, expected an integer of at most 64.")]
    [InlineData("""{"type": "cell", "nodes": 3, "inputs_per_node": 2000000000, "operators": {"a": {"type": "conv"}}}""", "$.net[0].inputs_per_node: found 2000000000, expected an integer of at most 64.")]
    [InlineData("""{"type": "settings", "width": {"between": [1, 2147483647]}, "body": {"type": "conv"}}""", "$.net[0].width.between[1]: found 2147483647, expected")]
    public void A_number_that_is_too_large_is_named_with_its_path(string block, string message) => Error(block).ShouldStartWith($"x.json, {message}");

    [Fact]
    public void Depths_inside_of_depths_multiply()
    {
        var block = Conv;
        for (var level = 0; level < 4; level++)
            block = $$"""{"type": "repeat", "name": "r{{level}}", "depth": 100, "body": {{block}}}""";
        Error(block).ShouldBe("x.json, $.net: Search space 'a': found 202020203 blocks in its largest network; lower depths, or the nodes of cells, expected at most 100000.");
    }

    [Fact]
    public void Shared_blocks_that_use_each_other_multiply()
    {
        var shared = string.Join(", ", Enumerable.Range(0, 20).Select(i => $$"""
            "s{{i}}": [{{string.Join(", ", Enumerable.Range(0, 4).Select(use => i == 0 ? $$"""{"type": "conv", "name": "c{{use}}"}""" : $$"""{"type": "use", "name": "u{{use}}", "shared": "s{{i - 1}}"}"""))}}]
            """));
        Error("""{"type": "use", "name": "u", "shared": "s19"}""", $$""" "shared": { {{shared}} }, """).ShouldContain("blocks in its largest network");
    }

    [Fact]
    public void Shared_blocks_that_lead_deeper_and_deeper_are_refused()
    {
        var shared = string.Join(", ", Enumerable.Range(0, 900).Select(i => $$"""
            "s{{i}}": {{(i == 0 ? Conv : $$"""{"type": "use", "name": "u", "shared": "s{{i - 1}}"}""")}}
            """).Reverse());
        Error("""{"type": "use", "name": "u", "shared": "s899"}""", $$""" "shared": { {{shared}} }, """).ShouldContain("deep inside each other");
    }

    [Fact]
    public void Options_of_all_decisions_are_counted() =>
        Error("""{"type": "repeat", "depth": 1000, "body": {"type": "conv", "channels": {"between": [1, 9000]}}}""").ShouldContain("options of all its decisions");

    [Fact]
    public void Settings_of_strides_inside_of_each_other_are_counted()
    {
        var block = Conv;
        for (var level = 0; level < 12; level++)
            block = $$"""{"type": "settings", "stride": 2, "body": {{block}}}""";
        Error(block).ShouldContain("settings of strides");
    }

    [Fact]
    public void A_range_of_a_program_is_bounded_too() =>
        Should.Throw<NascentException>(() => new IntegerRange(1, int.MaxValue)).Message.ShouldContain("found more than 10000 numbers");

    private static string Error(string block, string shared = "") => Should.Throw<NascentException>(() => SearchSpace.FromJson(
        $$"""{"name": "a", "input": "image", {{shared}} "net": [{{block}}, {"type": "classifier"}]}""", "x.json")).Message;
}
