using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

public sealed class PreprocessingTests
{
    [Fact]
    public void Raw_columns_become_exactly_the_features_worked_out_by_hand()
    {
        var classes = new LearningTask.Classification([.. Enumerable.Range(0, 10).Select(i => $"feature {i}")]);
        var fixture = Fixture.OfTable(new Seed(1), (_, columns) => columns, classes);
        var identity = new float[100];
        for (var i = 0; i < 10; i++)
            identity[(10 * i) + i] = 1;
        fixture = fixture with { Weights = [new NamedTensor("head.weight", [10, 10], identity), new NamedTensor("head.bias", [10], new float[10])] };
        using var model = OnnxModel.Load(fixture.Export());
        model.Run(ExampleTable.Rows).ShouldBe([.. ExampleTable.Features.SelectMany(row => row).Select(value => (float)value)]);
    }

    [Fact]
    public void A_column_may_have_the_name_of_an_output_or_of_a_node()
    {
        var fixture = RandomNetworks.OfTables(1);
        var text = GraphText.Of(fixture.Export().Bytes);
        text.ShouldContain("input scores_1 String[batch,1]");
        text.ShouldContain("output scores Float[batch,2]");
        OperatorTests.Verify(fixture);
    }

    [Fact]
    public void A_table_of_numbers_alone_and_one_of_categories_alone_work()
    {
        foreach (var column in (TableColumn[])[new TableColumn.Numeric("a", 1, 2, false), new TableColumn.Categorical("a", ["x", "y"])])
        {
            var table = new Preprocessing.Table([column]);
            var builder = new ArchitectureBuilder("one column");
            var input = builder.Input("columns", TensorType.Float(TensorShape.Features(table.Features)));
            builder.Output("scores", builder.Add(new("head"), new Operator.Linear(2, true), input));
            var network = builder.Build();
            Data.RawColumn raw = column is TableColumn.Numeric ? new Data.RawColumn.Numbers("a", [5]) : new Data.RawColumn.Texts("a", ["y"]);
            OperatorTests.Verify(new Fixture(network, RandomWeights.Of(network, new Seed(3)), new LearningTask.Classification(["no", "yes"]), table,
                new Data.SampleValues.Columns([raw], [], table.Features), [column is TableColumn.Numeric ? [2.0] : [0, 1]]));
        }
    }

    [Fact]
    public void A_category_without_values_adds_no_feature()
    {
        var table = new Preprocessing.Table([new TableColumn.Categorical("empty", []), new TableColumn.Numeric("a", 1, 2, true)]);
        var builder = new ArchitectureBuilder("empty category");
        var input = builder.Input("columns", TensorType.Float(TensorShape.Features(2)));
        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(2, true), input));
        var network = builder.Build();
        OperatorTests.Verify(new Fixture(network, RandomWeights.Of(network, new Seed(4)), new LearningTask.Classification(["no", "yes"]), table,
            new Data.SampleValues.Columns([new Data.RawColumn.Numbers("a", [5]), new Data.RawColumn.Texts("empty", ["?"])], [], 2), [[2, 0]]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(250_000, 40_000)]
    [InlineData(-1e6, 0.5)]
    [InlineData(1.7e9, 14)]
    [InlineData(4e15, 50_000)]
    public void A_regression_predicts_in_the_unit_of_its_target(double mean, double deviation)
    {
        var fixture = Fixture.OfTable(new Seed(5), (net, columns) => columns, new LearningTask.Regression("price", mean, deviation));
        using var model = OnnxModel.Load(fixture.Export());
        var reference = fixture.Reference();
        ParityCheck.Run(model, fixture.Inputs, reference).Passed.ShouldBeTrue();
        var predictions = model.Predict(fixture.Inputs).Cast<Prediction.OfNumber>().ToArray();
        predictions[0].Target.ShouldBe("price");
        model.Run(fixture.Inputs)[0].ShouldBe(reference[0], 1e-4f);
        predictions[0].Value.ShouldBe((reference[0] * deviation) + mean, deviation * 1e-4 + (Math.Abs(mean) * 1e-15));
    }

    [Fact]
    public void Large_numbers_keep_the_digits_in_which_they_differ()
    {
        var table = new Preprocessing.Table([new TableColumn.Numeric("t", 1_700_000_050, 30, false), new TableColumn.Numeric("card", 4_000_000_000_500_000, 500_000, false)]);
        var builder = new ArchitectureBuilder("identity");
        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(2, true), builder.Input("columns", TensorType.Float(TensorShape.Features(2)))));
        var file = Export.OnnxExporter.Export(builder.Build(), [new NamedTensor("head.weight", [2, 2], [1, 0, 0, 1]), new NamedTensor("head.bias", [2], [0, 0])],
            new LearningTask.Classification(["a", "b"]), table, Fixture.NoMetadata);
        using var model = OnnxModel.Load(file);
        model.Run(new Data.SampleValues.Columns([new Data.RawColumn.Numbers("t", [1_700_000_020, 1_700_000_080]), new Data.RawColumn.Numbers("card", [4e15, 4_000_000_001_000_000])], [], 2))
            .ShouldBe([-1, -1, 1, 1]);
    }

    [Fact]
    public void Quantiles_in_the_graph_give_the_features_that_the_reader_computes()
    {
        var skewed = new QuantileScale([-3, 0, 0.5, 1e9], [-1.5, -0.25, 0, 2]);
        var steps = new QuantileScale([1, 2], [-1, 1]);
        var table = new Preprocessing.Table(
        [
            new TableColumn.Numeric("skewed", 5, 2, true) { Quantiles = skewed }, new TableColumn.Categorical("colour", ["blue", "red"]),
            new TableColumn.Numeric("steps", 1.5, 0.5, false) { Quantiles = steps },
        ]);
        double[] numbers = [-100, -3, -1, 0.25, 1, 7e8, 1e9, 1e30, double.NaN];
        Data.RawColumn[] raw =
        [
            new Data.RawColumn.Numbers("skewed", numbers), new Data.RawColumn.Texts("colour", [.. numbers.Select(_ => "red")]),
            new Data.RawColumn.Numbers("steps", [.. numbers.Select(number => Math.Abs(number))]),
        ];
        var builder = new ArchitectureBuilder("identity");
        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(7, true), builder.Input("columns", TensorType.Float(TensorShape.Features(7)))));
        var identity = new float[49];
        for (var i = 0; i < 7; i++)
            identity[(7 * i) + i] = 1;
        var file = Export.OnnxExporter.Export(builder.Build(), [new NamedTensor("head.weight", [7, 7], identity), new NamedTensor("head.bias", [7], new float[7])],
            new LearningTask.Classification(["a", "b", "c", "d", "e", "f", "g"]), table, Fixture.NoMetadata);
        using var model = OnnxModel.Load(file);
        var features = Data.Tables.TableFeatures.Compute(table, [.. raw]);
        features[7..10].ShouldBe([-4, -1.5f, 0]); // −3 by hand: (−3 − 5) / 2, the first score, not missing
        features[(3 * 7) + 1].ShouldBe(-0.125f); // 0.25 lies in the middle of 0 and 0.5
        features[56..59].ShouldBe([0, 0, 1]); // missing
        model.Run(new Data.SampleValues.Columns([.. raw], features, 7)).Zip(features).ShouldAllBe(pair => pair.First == pair.Second || Math.Abs(pair.First - pair.Second) < 1e-6);
    }
}
