using Nascent.Spaces;

namespace Nascent.Tests.Spaces;

public class SpaceJsonErrorTests
{
    [Theory]
    [InlineData("{", "x.json, line 1, column 2: found text that is not JSON, expected a search space as JSON.")]
    [InlineData("[]", "x.json, $: found an array, expected an object (a search space).")]
    [InlineData("""{"name": "a", "input": "image"}""", "x.json, $: found no 'net', expected a member 'net'.")]
    [InlineData("""{"name": "a", "input": "picture", "net": []}""", "x.json, $.input: found \"picture\", expected one of \"image\", \"table\".")]
    [InlineData("""{"name": 3, "input": "image", "net": []}""", "x.json, $.name: found 3, expected text.")]
    [InlineData("""{"name": "a", "input": "image", "net": [], "extra": 1}""", "x.json, $: found unknown member 'extra', expected members $schema, version, name, input, shared, net, first.")]
    [InlineData("""{"name": "a", "name": "b", "input": "image", "net": []}""", "x.json, $: found 'name' twice, expected names that differ.")]
    [InlineData("""{"name": "a", "input": "image", "net": [{"type": "classifier"}], "first": "x=1"}""", "x.json, $.first: found \"x=1\", expected an array (genotypes to try first).")]
    [InlineData("""{"name": "a", "input": "image", "net": [{"type": "classifier"}], "first": ["x=1"]}""", "x.json, $.first: ")]
    [InlineData("""{"version": 2, "name": "a", "input": "image", "net": []}""", "x.json, $.version: found 2, expected version 1 of the format.")]
    public void A_file_that_is_no_space_is_named(string json, string message) =>
        Should.Throw<NascentException>(() => SearchSpace.FromJson(json, "x.json")).Message.ShouldStartWith(message);

    [Theory]
    [InlineData("""{"type": "convolution"}""", "x.json, $.net[0].type: found \"convolution\", expected one of conv, separable, ")]
    [InlineData("""{"type": "conv", "kernal": 3}""", "x.json, $.net[0]: found unknown member 'kernal', expected members type, name, channels, kernel, stride, dilation, groups, padding, bias, norm, activation.")]
    [InlineData("""{"type": "conv", "kernel": "3"}""", "x.json, $.net[0].kernel: found \"3\", expected an integer.")]
    [InlineData("""{"type": "conv", "kernel": 0}""", "x.json, $.net[0].kernel: found 0, expected an integer of at least 1.")]
    [InlineData("""{"type": "conv", "kernel": {"one_of": []}}""", "x.json, $.net[0].kernel.one_of: found an empty list, expected at least one option.")]
    [InlineData("""{"type": "conv", "kernel": {"one_of": [3, 3]}}""", "x.json, $.net[0].kernel.one_of[1]: found option 3 twice, expected options that differ.")]
    [InlineData("""{"type": "conv", "kernel": {"any": [3, 5]}}""", "x.json, $.net[0].kernel: found an object with 'any', expected a value, {\"one_of\": […]} or {\"between\": [low, high]}.")]
    [InlineData("""{"type": "conv", "kernel": {"between": [5, 3]}}""", "x.json, $.net[0].kernel.between[1]: found 3, expected an integer of at least 5.")]
    [InlineData("""{"type": "conv", "activation": "swish"}""", "x.json, $.net[0].activation: found \"swish\", expected one of \"elu\", ")]
    [InlineData("""{"type": "conv", "bias": 1}""", "x.json, $.net[0].bias: found 1, expected true or false.")]
    [InlineData("""{"type": "dropout", "rate": {"one_of": [0, 1.5]}}""", "x.json, $.net[0].rate.one_of[1]: found 1.5, expected a number in the range [0, 1).")]
    [InlineData("""{"type": "one_of", "name": "op", "options": {}}""", "x.json, $.net[0].options: found an empty object, expected at least one block.")]
    [InlineData("""{"type": "one_of", "name": "op", "options": {"a": {"type": "skip"}, "a": {"type": "zero"}}}""", "x.json, $.net[0].options: found 'a' twice, expected names that differ.")]
    [InlineData("""{"type": "one_of", "options": {"a": {"type": "skip"}}}""", "x.json, $.net[0]: found no 'name', expected a member 'name'.")]
    [InlineData("""{"type": "repeat", "body": []}""", "x.json, $.net[0]: found no 'depth', expected a member 'depth'.")]
    [InlineData("""{"type": "cell", "nodes": 1, "operators": {"a": {"type": "skip"}}}""", "x.json, $.net[0].nodes: found 1, expected an integer of at least 2.")]
    [InlineData("3", "x.json, $.net[0]: found 3, expected an object (a block, or an array of blocks).")]
    [InlineData("""{"type": "conv"}, {"type": "conv"}""", "x.json, $.net: Search space 'a', 'conv': found two blocks of that name, expected names that differ.")]
    public void A_wrong_block_is_named_with_its_path(string block, string message)
    {
        var json = $$"""{"name": "a", "input": "image", "net": [{{block}}, {"type": "classifier"}]}""";
        Should.Throw<NascentException>(() => SearchSpace.FromJson(json, "x.json")).Message.ShouldStartWith(message);
    }
}
