using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Export;
using Nascent.Tasks;

namespace Nascent.Cli.Tests.Commands;

/// <summary>Small networks with weights made by hand, as files to predict with.</summary>
internal static class ModelFiles
{
    /// <summary>Tells dark pictures of 4×4 from light ones.</summary>
    public static void Pictures(string path) => Save(path, new Preprocessing.Image(1, 4, 4, [0.5], [0.25]), new LearningTask.Classification(["dark", "light"]),
        TensorShape.Image(1, 4, 4), [.. Enumerable.Repeat(-0.1f, 16), .. Enumerable.Repeat(0.1f, 16)]);

    /// <summary>One class a department, by its code.</summary>
    public static void Departments(string path, params ImmutableArray<string> classes) => Save(path,
        new Preprocessing.Table([new TableColumn.Categorical("dept", ["007", "012", "1.10", "2E3", "A1", "B2"])]), new LearningTask.Classification(classes),
        TensorShape.Features(6), [.. Enumerable.Range(0, 6 * classes.Length).Select(i => i % 6 % classes.Length == i / 6 ? 5f : 0)]);

    /// <summary>A target far from zero: 1.7e9 and 14 for each 2 of x above 10.</summary>
    public static void Far(string path) => Save(path, new Preprocessing.Table([new TableColumn.Numeric("x", 10, 2, false)]), new LearningTask.Regression("when", 1.7e9, 14), TensorShape.Features(1), [1]);

    private static void Save(string path, Preprocessing preprocessing, LearningTask task, TensorShape shape, float[] weights)
    {
        var builder = new ArchitectureBuilder("by hand");
        var input = builder.Input("input", TensorType.Float(shape));
        var flat = preprocessing is Preprocessing.Image ? builder.Add(new("flatten"), new Operator.Flatten(), input) : input;
        builder.Output("output", builder.Add(new("head"), new Operator.Linear(task.Outputs, true), flat));
        OnnxExporter.Export(builder.Build(), [new NamedTensor("head.weight", [task.Outputs, weights.Length / task.Outputs], weights), new NamedTensor("head.bias", [task.Outputs], new float[task.Outputs])],
            task, preprocessing, ImmutableSortedDictionary<string, string>.Empty).Save(path);
    }
}
