using CsCheck;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Spaces.HandDesigned;
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

    [Theory]
    [InlineData(TinyCnn.Name, 12)]
    [InlineData(Mobile.Name, 6)]
    [InlineData(NasBench201.Name, 4)]
    [InlineData(Mlp.Name, 12)]
    [InlineData(Tabular.Name, 12)]
    public void Architectures_of_a_ready_space_export_with_the_outputs_of_their_module(string name, int count)
    {
        var space = SpaceCatalog.Create(name);
        for (var i = 0; i < count; i++)
        {
            var genotype = space.Genotypes.Sample(new Seed(2).Derive(i));
            Verify(space.Input == InputKind.Table
                ? Table(space.Resolve(genotype, Signature.Features(10, 2)))
                : Images(space.Resolve(genotype, Signature.Image(3, 32, 32, 10))));
        }
    }

    [Fact]
    public void Hand_designed_networks_export_with_the_outputs_of_their_module()
    {
        Verify(Images(LeNet5.Build(Signature.Image(3, 32, 32, 10))));
        Verify(Images(SmallMobileNet.Build(Signature.Image(3, 32, 32, 10))));
        Verify(Table(TwoLayerPerceptron.Build(Signature.Features(10, 2))));
    }

    [Fact]
    public void A_regression_far_from_zero_exports_with_the_outputs_of_its_module_and_predicts_in_its_own_unit()
    {
        var task = new LearningTask.Regression("price", 1_000, 50);
        var network = TwoLayerPerceptron.Build(Signature.Features(10, 1));
        var fixture = Table(network) with { Task = task };
        Verify(fixture);
        using var model = OnnxModel.Load(fixture.Export());
        var outputs = model.Run(fixture.Inputs);
        var values = model.Predict(fixture.Inputs).Cast<Prediction.OfNumber>().ToArray();
        for (var i = 0; i < outputs.Length; i++)
            values[i].Value.ShouldBe(task.InUnit(outputs[i]), 1e-3);
    }

    private static Fixture Images(Architecture network)
    {
        var pixels = new byte[3 * 3 * 32 * 32];
        var stream = new Seed(1).Stream();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)stream.NextInt(256);
        return new Fixture(network, RandomWeights.Of(network, new Seed(3)), new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(i => $"class {i}")]),
            new Preprocessing.Image(3, 32, 32, [0.49, 0.48, 0.45], [0.25, 0.24, 0.26]), new SampleValues.Pixels(pixels, 3, 32, 32), new double[3][]);
    }

    private static Fixture Table(Architecture network) =>
        new(network, RandomWeights.Of(network, new Seed(3)), new LearningTask.Classification(["no", "yes"]), ExampleTable.Preprocessing, ExampleTable.Rows, ExampleTable.Features);

    private static void Verify(Fixture fixture)
    {
        using var model = OnnxModel.Load(fixture.Export());
        var samples = new Samples(fixture.Inputs, new SampleTargets.Labels(new int[fixture.Samples]));
        var reference = TorchPredictor.Predict(fixture.Network, fixture.Weights, samples, fixture.Preprocessing, fixture.Task, TestContext.Current.CancellationToken);
        ParityCheck.Run(model, fixture.Inputs, reference).Samples.ShouldBe(fixture.Samples);
    }
}
