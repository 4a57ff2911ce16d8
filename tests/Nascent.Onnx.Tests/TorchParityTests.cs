using CsCheck;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Onnx.Tests;

/// <summary>Exports against the modules that networks are trained as.</summary>
public sealed class TorchParityTests
{
    [Fact]
    public void Random_networks_on_images_export_with_the_outputs_of_their_module() =>
        Gen.ULong.Sample(key => Verify(RandomNetworks.OfImages(key)), iter: 40, threads: 1);

    [Fact]
    public void Random_networks_on_tables_export_with_the_outputs_of_their_module() =>
        Gen.ULong.Sample(key => Verify(RandomNetworks.OfTables(key)), iter: 40, threads: 1);

    [Fact]
    public void Architectures_of_the_default_space_export_with_the_outputs_of_their_module()
    {
        var space = TinyCnn.Create();
        var pixels = new byte[8 * 28 * 28];
        var stream = new Seed(1).Stream();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)stream.NextInt(256);
        var task = new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(i => $"class {i}")]);
        for (var i = 0; i < 25; i++)
        {
            var network = space.Resolve(space.Sample(new Seed(2).Derive(i)), Signature.Image(1, 28, 28, 10));
            Verify(new Fixture(network, RandomWeights.Of(network, new Seed(3)), task, new Preprocessing.Image(1, 28, 28, [0.2860], [0.3530]),
                new SampleValues.Pixels(pixels, 1, 28, 28), new double[8][]));
        }
    }

    private static void Verify(Fixture fixture)
    {
        using var model = OnnxModel.Load(fixture.Export());
        var samples = new Samples(fixture.Inputs, new SampleTargets.Labels(new int[fixture.Samples]));
        var reference = TorchPredictor.Predict(fixture.Network, fixture.Weights, samples, fixture.Preprocessing, fixture.Task, TestContext.Current.CancellationToken);
        ParityCheck.Run(model, fixture.Inputs, reference).Samples.ShouldBe(fixture.Samples);
    }
}
