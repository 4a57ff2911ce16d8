using System.Collections.Immutable;
using System.Text.Json;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Running;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

public sealed class ModelTests
{
    private static readonly Fixture Images = Fixture.OfImages(new Seed(1), 1, 6, 5, (net, image) =>
        net.Add(new("stem"), new Operator.Convolution(4, 3, 1, 1, 1, 1, true), image), samples: 5);

    private static readonly Fixture Table = Fixture.OfTable(new Seed(2), (net, columns) => columns);

    [Fact]
    public void A_model_carries_its_task_preprocessing_and_the_entries_it_was_given()
    {
        var entries = ImmutableSortedDictionary<string, string>.Empty.Add("accuracy", "0.91").Add("genotype", "stem=3");
        var file = OnnxExporter.Export(Table.Network, Table.Weights, Table.Task, Table.Preprocessing, entries);
        using var model = OnnxModel.Load(file);
        model.Card.Network.ShouldBe("test");
        model.Card.Entries.ShouldBe(entries);
        model.Card.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["no", "yes"]);
        model.Card.Preprocessing.ShouldBeOfType<Preprocessing.Table>().Columns.ShouldSatisfyAllConditions(
            columns => columns[0].ShouldBeOfType<TableColumn.Categorical>().Categories.ShouldBe(["blue", "grün", "red"]),
            columns => columns[1].ShouldBe(new TableColumn.Numeric("age", 40, 10, true)));
    }

    [Fact]
    public void Predictions_name_the_most_probable_classes_in_order()
    {
        using var model = OnnxModel.Load(Images.Export());
        var scores = model.Run(Images.Inputs);
        var predictions = model.Predict(Images.Inputs, top: 2).Cast<Prediction.OfClass>().ToArray();
        predictions.Length.ShouldBe(5);
        for (var i = 0; i < 5; i++)
        {
            var row = scores[(3 * i)..(3 * (i + 1))];
            var sum = row.Sum(score => Math.Exp(score));
            var expected = row.Zip(((LearningTask.Classification)Images.Task).Classes).OrderByDescending(pair => pair.First).Take(2).ToArray();
            predictions[i].Class.ShouldBe(expected[0].Second);
            predictions[i].Probability.ShouldBe(Math.Exp(expected[0].First) / sum, 1e-5);
            predictions[i].Top.Select(pair => pair.Class).ShouldBe(expected.Select(pair => pair.Second));
        }
    }

    [Fact]
    public void A_prediction_is_one_json_object()
    {
        JsonSerializer.Serialize<Prediction>(new Prediction.OfNumber("price", 2.5)).ShouldBe("""{"kind":"number","Target":"price","Value":2.5}""");
        JsonSerializer.Serialize<Prediction>(new Prediction.OfClass("bag", 0.5, [new ClassProbability("bag", 0.5)]))
            .ShouldBe("""{"kind":"class","Class":"bag","Probability":0.5,"Top":[{"Class":"bag","Probability":0.5}]}""");
    }

    [Fact]
    public void The_size_of_a_batch_does_not_change_the_result()
    {
        using var model = OnnxModel.Load(Images.Export());
        var whole = model.Run(Images.Inputs);
        var pieces = model.Run(Images.Inputs, batchSize: 2);
        for (var i = 0; i < whole.Length; i++)
            pieces[i].ShouldBe(whole[i], 1e-5f);
    }

    [Fact]
    public void Runs_from_several_threads_at_once_give_what_one_gives()
    {
        using var model = OnnxModel.Load(Images.Export());
        var alone = model.Run(Images.Inputs);
        Parallel.For(0, 40, _ => model.Run(Images.Inputs).ShouldBe(alone));
    }

    [Fact]
    public void No_samples_give_no_predictions()
    {
        using var model = OnnxModel.Load(Images.Export());
        model.Predict(new SampleValues.Pixels([], 1, 6, 5)).ShouldBeEmpty();
    }

    [Fact]
    public void Two_exports_of_one_network_are_the_same_bytes() => Images.Export().Bytes.ShouldBe(Images.Export().Bytes);

    [Fact]
    public void A_model_saved_to_a_file_loads_from_it()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("nascent-onnx-").FullName, "best.onnx");
        Images.Export().Save(path);
        using (var model = OnnxModel.Load(path, threads: 2))
        {
            model.Source.ShouldBe(path);
            model.Threads.ShouldBe(2);
            model.Run(Images.Inputs).Length.ShouldBe(15);
        }

        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_named()
    {
        using var images = OnnxModel.Load(Images.Export(), "boots.onnx");
        using var table = OnnxModel.Load(Table.Export(), "table.onnx");
        var raw = ExampleTable.Rows.Raw;
        Message(images, new SampleValues.Pixels(new byte[75], 3, 5, 5)).ShouldBe(
            "boots.onnx: found images of 3×5×5 (channels × height × width), expected 1×6×5. Resize them and give them grey.");
        Message(images, new SampleValues.Pixels(new byte[31], 1, 6, 5)).ShouldBe("boots.onnx: found 31 bytes of pixels, expected a multiple of 30.");
        Message(images, ExampleTable.Rows).ShouldBe("boots.onnx: found rows of a table, expected images: the model was trained on them.");
        Message(table, Images.Inputs).ShouldBe("table.onnx: found images, expected rows of a table: the model was trained on one.");
        Message(table, ExampleTable.Rows with { Raw = raw.RemoveAt(1) }).ShouldBe(
            "table.onnx: column 'age' not found, expected the columns 'colour', 'age', 'year', 'scores', 'rooms'.");
        Message(table, ExampleTable.Rows with { Raw = raw.SetItem(1, new RawColumn.Texts("age", ["1", "2", "3", "4"])) }).ShouldBe(
            "table.onnx: column 'age': found texts, expected numbers.");
        Message(table, ExampleTable.Rows with { Raw = raw.SetItem(1, new RawColumn.Numbers("age", [1])) }).ShouldBe(
            "table.onnx: column 'age': found 1 rows, expected 4 as in the columns before it.");
        Message(table, ExampleTable.Rows with { Raw = raw.SetItem(1, new RawColumn.Numbers("age", [1, 2, double.PositiveInfinity, 3])) }).ShouldBe(
            "table.onnx: gives no finite number for sample 2. Look for infinite or very large values in the input.");
    }

    private static string Message(OnnxModel model, SampleValues values) => Should.Throw<NascentException>(() => model.Predict(values)).Message;
}
