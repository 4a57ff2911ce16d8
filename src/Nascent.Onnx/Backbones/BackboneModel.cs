using System.Collections.Immutable;
using System.Numerics.Tensors;
using Google.Protobuf;
using Nascent.Data;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;
using Tensor = Nascent.Onnx.Export.Tensor;

namespace Nascent.Onnx.Backbones;

/// <summary>A backbone as a source of features: raw pixels in, one vector for each of its places out.</summary>
/// <remarks>It is written anew in the operators of today and compared on real images with the file as it came, so that what is computed is what the file says. Of one owner; dispose it.</remarks>
public sealed class BackboneModel : IDisposable
{
    /// <summary>What the features of the file and those of the model may differ by, as a share of the largest.</summary>
    public const double RelativeTolerance = 1e-3;

    /// <summary>Height and width of images for a backbone that leaves them open: what most published networks were trained on.</summary>
    public const int UsualSide = 224;

    private const int BatchSize = 16;
    private const int Compared = 4;

    private readonly BackboneFile _file;
    private readonly Preprocessing.Image _image;
    private readonly GraphWriter _graph;
    private readonly string[] _outputs;
    private readonly BackboneSession _session;

    private BackboneModel(BackboneFile file, Preprocessing.Image image, GraphWriter graph, string[] outputs, ImmutableArray<BackbonePlace> places)
    {
        (_file, _image, _graph, _outputs, Places) = (file, image, graph, outputs, places);
        _session = new BackboneSession(OnnxExporter.Wrap(graph), file.Source, Environment.ProcessorCount, graph.Graph.Input[0].Name, outputs);
    }

    /// <summary>The places that features are taken from.</summary>
    public ImmutableArray<BackbonePlace> Places { get; }

    /// <summary>Features of all places together.</summary>
    public int FeatureCount => Places.Sum(place => place.Features);

    /// <summary>Prepares a backbone for some images.</summary>
    /// <param name="file">The backbone.</param>
    /// <param name="image">The images, as they are loaded.</param>
    /// <param name="side">Height and width that the backbone reads where it leaves that open.</param>
    /// <param name="scale">How pixels become its numbers, where it reads float32.</param>
    /// <param name="examples">Some of the images, at least one, that it is compared on.</param>
    /// <exception cref="NascentException">It cannot read the images, cannot be run, or does not compute what its file does.</exception>
    public static BackboneModel Prepare(BackboneFile file, Preprocessing.Image image, int side, BackboneScale scale, SampleValues.Pixels examples)
    {
        var places = BackbonePlaces.Of(file, image, side, scale, examples);
        var graph = BackboneGraph.Write(file, image, side, scale, [.. places.Select(one => one.Place.Value)]);
        string[] outputs = [.. places.Select(one => graph.Pool(one.Place.Value, one.Shape, one.IsChannelsLast))];
        Compare(file, graph, [.. places.Select(one => one.Place.Value)], examples);
        return new(file, image, graph.Writer, outputs, [.. places.Select(one => one.Place)]);
    }

    /// <summary>The features of images, not yet standardised.</summary>
    /// <param name="pixels">Images of the size that the model was prepared for.</param>
    /// <param name="progress">Is told the share that is done.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>(samples, <see cref="FeatureCount"/>), row-major, one place after another.</returns>
    /// <exception cref="NascentException">A feature is not finite.</exception>
    public float[] FeaturesOf(SampleValues.Pixels pixels, Action<double>? progress, CancellationToken cancellationToken)
    {
        var (size, width) = (pixels.Channels * pixels.Height * pixels.Width, FeatureCount);
        var count = pixels.Bytes.Length / size;
        var features = new float[checked(count * width)];
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var some = Math.Min(BatchSize, count - start);
            var offset = 0;
            foreach (var ((_, values), place) in _session.Run(pixels, start, some).Zip(Places))
            {
                for (var i = 0; i < some; i++)
                    values.AsSpan(i * place.Features, place.Features).CopyTo(features.AsSpan(((start + i) * width) + offset));
                offset += place.Features;
            }

            if (!TensorPrimitives.IsFiniteAll<float>(features.AsSpan(start * width, some * width)))
                throw new NascentException($"{_file.Source}: gives no finite numbers for images {start + 1} to {start + some}. Does it expect pixels of another scale (--backbone-input)?");
            progress?.Invoke((start + some) / (double)count);
        }

        return features;
    }

    /// <summary>The preprocessing whose features are standardised: (feature − mean) / deviation.</summary>
    /// <param name="mean">One value a feature.</param>
    /// <param name="deviation">One positive value a feature.</param>
    public Preprocessing.Backbone Standardised(ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        var offset = 0;
        foreach (var (i, place) in Places.Index())
        {
            var (means, deviations) = (mean.Slice(offset, place.Features).ToArray(), deviation.Slice(offset, place.Features).ToArray());
            var centred = _graph.Node("Sub", $"place{i}.centred", "preprocessing", [_outputs[i], _graph.Initializer($"place{i}.mean", name => Tensor.Floats(name, means, means.Length))]);
            var scaled = _graph.Node("Div", $"place{i}", "preprocessing", [centred, _graph.Initializer($"place{i}.deviation", name => Tensor.Floats(name, deviations, deviations.Length))]);
            _graph.Graph.Output.Add(Tensor.Value(scaled, DataType.Float, place.Value, place.Features));
            offset += place.Features;
        }

        return new(_image, Path.GetFileName(_file.Source), _file.Sha256, Places) { Model = OnnxExporter.Wrap(_graph).ToByteArray() };
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>Runs the file as it came, and the model, on the same input.</summary>
    private static void Compare(BackboneFile file, BackboneGraph graph, string[] values, SampleValues.Pixels examples)
    {
        var size = examples.Channels * examples.Height * examples.Width;
        var count = Math.Min(Compared, examples.Bytes.Length / size);
        using var model = new BackboneSession(OnnxExporter.Wrap(graph.Writer), file.Source, 1, graph.Writer.Graph.Input[0].Name, [graph.Fed, .. values.Select(value => graph[value])]);
        using var original = new BackboneSession(WithOpenBatch(file), file.Source, 1, file.Input.Name, values);
        for (var i = 0; i < count; i++)
        {
            var ours = model.Run(examples, i, 1);
            var (shape, fed) = ours[0];
            var theirs = file.Input.IsBytes ? original.Run(Array.ConvertAll(fed, value => (byte)value), shape) : original.Run(fed, shape);
            foreach (var ((name, mine), expected) in values.Zip(ours[1..]).Zip(theirs))
                Require(file, name, mine.Values, expected.Values);
        }
    }

    private static void Require(BackboneFile file, string name, float[] found, float[] expected)
    {
        if (found.Length != expected.Length)
            throw new NascentException($"{file.Source}: gives {expected.Length} numbers at '{name}', and {found.Length} in version {OnnxExporter.OperatorSet} of the operators; export it with this version (opset).");
        var largest = Math.Max(float.Epsilon, TensorPrimitives.MaxMagnitude<float>(expected) is var most && most < 0 ? -most : most);
        for (var i = 0; i < found.Length; i++)
            if (!(Math.Abs((double)found[i] - expected[i]) <= RelativeTolerance * largest))
                throw new NascentException($"{file.Source}: gives {expected[i]} at '{name}', and {found[i]} in version {OnnxExporter.OperatorSet} of the operators; export it with this version (opset).");
    }

    private static ModelProto WithOpenBatch(BackboneFile file)
    {
        var model = file.Model.Clone();
        foreach (var input in model.Graph.Input.Where(input => input.Name == file.Input.Name))
            if (input.Type.TensorType.Shape.Dim is [var batch, ..])
                batch.DimParam = Tensor.Batch;
        return model;
    }
}
