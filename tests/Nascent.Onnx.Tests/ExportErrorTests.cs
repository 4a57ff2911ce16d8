using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Export;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

public sealed class ExportErrorTests
{
    private static readonly Fixture Good = Fixture.OfImages(new Seed(1), 1, 4, 4, (net, image) =>
        net.Add(new("norm"), new Operator.BatchNorm(), net.Add(new("stem"), new Operator.Convolution(2, 3, 1, 1, 1, 1, true), image)));

    [Fact]
    public void A_missing_weight_is_named() =>
        Message(Good with { Weights = [.. Good.Weights.Where(weight => weight.Name != "stem.bias")] }).ShouldBe(
            "Network 'test', weight 'stem.bias': not found, expected values of shape 2. Are these the weights of this network?");

    [Fact]
    public void A_weight_given_twice_is_named() =>
        Message(Good with { Weights = [.. Good.Weights, Good.Weights[0]] }).ShouldBe("Network 'test', weight 'stem.weight': found twice, expected one set of values.");

    [Fact]
    public void A_weight_of_another_shape_is_named() =>
        Message(With("stem.weight", new NamedTensor("stem.weight", [2, 9], new float[18]))).ShouldBe(
            "Network 'test', weight 'stem.weight': found shape 2×9 with 18 values, expected 2×1×3×3.");

    [Fact]
    public void A_weight_that_is_not_finite_is_named() =>
        Message(With("stem.bias", new NamedTensor("stem.bias", [2], [0, float.NaN]))).ShouldBe(
            "Network 'test', weight 'stem.bias': found NaN or infinity, expected finite numbers. Did training diverge?");

    [Fact]
    public void A_negative_variance_is_named() =>
        Message(With("norm.running_var", new NamedTensor("norm.running_var", [2], [1, -1]))).ShouldBe(
            "Network 'test', weight 'norm.running_var': found a negative variance, expected values of at least 0.");

    [Fact]
    public void A_task_with_other_outputs_is_refused() =>
        Message(Good with { Task = new LearningTask.Classification(["a", "b"]) }).ShouldBe("Network 'test', output 'scores': found shape 3, expected a vector of 2 for the task.");

    [Fact]
    public void A_preprocessing_of_another_size_is_refused() =>
        Message(Good with { Preprocessing = new Preprocessing.Image(1, 8, 8, [0], [1]) }).ShouldBe(
            "Network 'test', input 'image': found shape 1×4×4, expected 1×8×8, which the preprocessing gives.");

    [Fact]
    public void A_preprocessing_with_too_few_means_is_refused() =>
        Message(Good with { Preprocessing = new Preprocessing.Image(1, 4, 4, [], [1]) }).ShouldBe(
            "Network 'test': the preprocessing has 0 means and 1 standard deviations, expected 1 of each.");

    [Fact]
    public void An_entry_with_a_reserved_key_is_refused() =>
        Should.Throw<ArgumentException>(() => OnnxExporter.Export(Good.Network, Good.Weights, Good.Task, Good.Preprocessing,
            ImmutableSortedDictionary<string, string>.Empty.Add("nascent.task", "{}"))).Message.ShouldContain("'nascent.'");

    [Fact]
    public void A_folder_that_does_not_exist_is_named() =>
        Should.Throw<NascentException>(() => Good.Export().Save("/nowhere/at/all/best.onnx")).Message.ShouldStartWith("/nowhere/at/all/best.onnx: cannot write the model (");

    private static Fixture With(string name, NamedTensor weight) =>
        Good with { Weights = [.. Good.Weights.Select(old => old.Name == name ? weight : old)] };

    private static string Message(Fixture fixture) => Should.Throw<NascentException>(() => fixture.Export()).Message;
}
