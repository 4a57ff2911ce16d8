using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Data;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Onnx.Tests;

/// <summary>Trees by their definition, as a module and on ONNX Runtime.</summary>
public sealed class TreeEnsembleTests
{
    private static readonly int Features = ExampleTable.Preprocessing.Features;

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 3)]
    [InlineData(2, 7, 4)]
    [InlineData(3, 40, 6)]
    public void Trees_say_the_same_by_definition_as_a_module_and_on_onnx_runtime(int outputs, int count, int depth)
    {
        var table = Grow(outputs, count, depth, new Seed((ulong)count));
        LearningTask task = outputs == 1 ? new LearningTask.Regression("y", 3, 2) : new LearningTask.Classification([.. Enumerable.Range(0, outputs).Select(i => $"class {i}")]);
        var fixture = new Fixture(Network(table, outputs), [table], task, ExampleTable.Preprocessing, ExampleTable.Rows, ExampleTable.Features);
        OperatorTests.Verify(fixture);
        Agree(fixture);
    }

    [Fact]
    public void A_weighted_sum_of_trees_and_a_linear_layer_is_one_network()
    {
        var table = Grow(2, 5, 3, new Seed(5));
        var (trees, linear) = (Network(table, 2), Linear());
        NamedTensor[] weights = RandomWeights.Of(linear, new Seed(6));
        WeightedSum.Takes(trees).ShouldBeTrue();
        WeightedSum.Takes(linear).ShouldBeTrue();
        var sum = WeightedSum.Join("sum", [trees, linear]);
        var task = new LearningTask.Classification(["no", "yes"]);
        var fixture = new Fixture(sum, [.. WeightedSum.Weights([(trees, [table], 0.25), (linear, [.. weights], 0.75)])], task, ExampleTable.Preprocessing, ExampleTable.Rows, ExampleTable.Features);
        OperatorTests.Verify(fixture);
        Agree(fixture);
        var parts = new[] { (trees, new[] { table }, 0.25), (linear, weights, 0.75) };
        foreach (var (sample, i) in ExampleTable.Features.Select((sample, i) => (sample, i)))
            foreach (var output in Enumerable.Range(0, 2))
                ((double)fixture.Reference()[(i * 2) + output]).ShouldBe(parts.Sum(part => part.Item3 * ReferenceInterpreter.Run(part.Item1, part.Item2, sample)[output]), 1e-5);
    }

    [Fact]
    public void A_network_that_ends_otherwise_is_no_part_of_a_sum()
    {
        var builder = new ArchitectureBuilder("relu");
        var input = builder.Input("columns", TensorType.Float(TensorShape.Features(Features)));
        builder.Output("scores", builder.Add(new("relu"), new Operator.Activation(ActivationFunction.Relu), builder.Add(new("linear"), new Operator.Linear(2, true), input)));
        WeightedSum.Takes(builder.Build()).ShouldBeFalse();
    }

    private static void Agree(Fixture fixture)
    {
        var samples = new Samples(fixture.Inputs, new SampleTargets.Labels(new int[fixture.Samples]));
        var said = TorchPredictor.Predict(fixture.Network, fixture.Weights, samples, fixture.Preprocessing, fixture.Task);
        using var model = OnnxModel.Load(fixture.Export());
        ParityCheck.Run(model, fixture.Inputs, said).RelativeDelta.ShouldBeLessThan(1e-6);
    }

    private static Architecture Network(NamedTensor table, int outputs)
    {
        var builder = new ArchitectureBuilder("trees");
        var input = builder.Input("columns", TensorType.Float(TensorShape.Features(Features)));
        builder.Output("scores", builder.Add(new("trees"), Operator.TreeEnsemble.Of(table, Features, outputs), input));
        return builder.Build();
    }

    private static Architecture Linear()
    {
        var builder = new ArchitectureBuilder("linear");
        builder.Output("scores", builder.Add(new("linear"), new Operator.Linear(2, true), builder.Input("columns", TensorType.Float(TensorShape.Features(Features)))));
        return builder.Build();
    }

    /// <summary>Random trees, as unbalanced as chance makes them.</summary>
    private static NamedTensor Grow(int outputs, int count, int depth, Seed seed)
    {
        var (stream, rows) = (seed.Stream(), new List<float[]>(Enumerable.Range(0, count).Select(_ => Array.Empty<float>())));
        void Add(int row, int left, int output)
        {
            if (left == 0 || (left < depth && stream.NextInt(3) == 0))
            {
                rows[row] = [0, 0, row, row, output, (float)stream.NextGaussian()];
                return;
            }

            var next = rows.Count;
            rows.AddRange([[], []]);
            rows[row] = [stream.NextInt(Features), (float)stream.NextGaussian() / 2, next, next + 1, output, 0];
            Add(next, left - 1, output);
            Add(next + 1, left - 1, output);
        }

        for (var root = 0; root < count; root++)
            Add(root, depth, root % outputs);
        return new("trees.weight", [rows.Count, Operator.TreeEnsemble.Columns], [.. rows.SelectMany(row => row)]);
    }
}
