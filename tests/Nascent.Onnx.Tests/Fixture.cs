using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

/// <summary>A network with weights, a task, a preprocessing and raw inputs that fit it.</summary>
internal sealed record Fixture(Architecture Network, NamedTensor[] Weights, LearningTask Task, Preprocessing Preprocessing, SampleValues Inputs, double[][] NetworkInputs)
{
    public static readonly ImmutableSortedDictionary<string, string> NoMetadata = ImmutableSortedDictionary<string, string>.Empty;

    public int Samples => NetworkInputs.Length;

    public OnnxModelFile Export() => OnnxExporter.Export(Network, Weights, Task, Preprocessing, NoMetadata);

    /// <summary>The network's outputs by definition: (samples, outputs), row-major.</summary>
    public float[] Reference() =>
        [.. NetworkInputs.SelectMany(input => ReferenceInterpreter.Run(Network, Weights, input)).Select(value => (float)value)];

    /// <summary>A classifier of images: the given body, then global pooling or flattening and a linear layer.</summary>
    public static Fixture OfImages(Seed seed, int channels, int height, int width, Func<ArchitectureBuilder, NodePath, NodePath> body, int samples = 3)
    {
        var builder = new ArchitectureBuilder("test");
        var input = builder.Input("image", TensorType.Float(TensorShape.Image(channels, height, width)));
        var features = builder.Add(new("flatten"), new Operator.Flatten(), body(builder, input));
        builder.Output("scores", builder.Add(new("classifier"), new Operator.Linear(3, true), features));
        var network = builder.Build();
        var preprocessing = new Preprocessing.Image(channels, height, width,
            [.. Enumerable.Range(0, channels).Select(c => 0.3 + (0.1 * c))], [.. Enumerable.Range(0, channels).Select(c => 0.2 + (0.05 * c))]);
        var stream = seed.Derive("pixels").Stream();
        var size = channels * height * width;
        var pixels = new byte[samples * size];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)stream.NextInt(256);
        var inputs = Enumerable.Range(0, samples).Select(n => Enumerable.Range(0, size).Select(i => Normalise(pixels[(n * size) + i], i / (height * width))).ToArray());
        return new Fixture(network, RandomWeights.Of(network, seed), new LearningTask.Classification(["ankle boot", "bag", "coat"]), preprocessing,
            new SampleValues.Pixels(pixels, channels, height, width), [.. inputs]);

        double Normalise(byte pixel, int c) => ((pixel / 255.0) - preprocessing.Mean[c]) / preprocessing.StandardDeviation[c];
    }

    /// <summary>A network on the table of <see cref="ExampleTable"/>: the given body, then a linear layer.</summary>
    public static Fixture OfTable(Seed seed, Func<ArchitectureBuilder, NodePath, NodePath> body, LearningTask? task = null)
    {
        var builder = new ArchitectureBuilder("test");
        task ??= new LearningTask.Classification(["no", "yes"]);
        var input = builder.Input("columns", TensorType.Float(TensorShape.Features(ExampleTable.Preprocessing.Features)));
        builder.Output("scores", builder.Add(new("head"), new Operator.Linear(task.Outputs, true), body(builder, input)));
        var network = builder.Build();
        return new Fixture(network, RandomWeights.Of(network, seed), task, ExampleTable.Preprocessing, ExampleTable.Rows, ExampleTable.Features);
    }
}
