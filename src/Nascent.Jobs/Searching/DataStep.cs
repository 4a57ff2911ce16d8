using System.Collections.Immutable;
using System.Numerics.Tensors;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Storage;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Onnx.Backbones;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Jobs.Searching;

/// <summary>Reads the data of a request; with a backbone, the images become what it gives for them.</summary>
internal static class DataStep
{
    /// <summary>Reads it.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="begin">Begins a step that is shown.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">The data or the backbone cannot be used.</exception>
    public static async Task<LoadedData> LoadAsync(JobHost host, SettledRequest request, Func<string, IStep> begin, CancellationToken cancellationToken)
    {
        var source = RunStart.SourceOf(host, request.Data);
        var backbone = request.Backbone is { } asked ? BackboneFile.Read(asked.Path) : null;
        var options = backbone is null ? request.DataOptions : request.DataOptions with { ImageSize = SideOf(backbone, request.Backbone!) };
        LoadedData loaded;
        using (begin($"Reading {request.Data ?? "the data set that ships inside"}"))
        {
            var seed = new Seed(request.Seed).Derive("data");
            // Readers do not look for a wish to stop: they are left to themselves, and end with the process.
            loaded = await Task.Run(() => DataLoader.Load(source, options, seed, host.Catalogue.Formats), cancellationToken).WaitAsync(cancellationToken);
        }

        if (backbone is null)
            return loaded;
        using var step = begin($"Computing the features of {Path.GetFileName(backbone.Source)}");
        return await Task.Run(() => Embedded(loaded, backbone, request.Backbone!, step, cancellationToken), cancellationToken);
    }

    private static int SideOf(BackboneFile backbone, BackboneRequest asked) =>
        asked.Side ?? (backbone.Input is { Height: { } height, Width: { } width } ? Math.Max(height, width) : BackboneModel.UsualSide);

    private static LoadedData Embedded(LoadedData loaded, BackboneFile file, BackboneRequest asked, IStep step, CancellationToken cancellationToken)
    {
        var data = loaded.Prepared;
        if (data.Preprocessing is not Preprocessing.Image image)
            throw new NascentException($"--backbone: found a table in {data.Name}, expected images.");
        using var model = BackboneModel.Prepare(file, image, SideOf(file, asked), asked.Scale, PixelsOf(data.Train));
        Samples[] parts = [data.Train, data.Validation, loaded.Test.Samples];
        var (done, all) = (0, parts.Sum(part => part.Count));
        var features = new List<float[]>();
        foreach (var part in parts)
        {
            features.Add(model.FeaturesOf(PixelsOf(part), share => step.Report((done + (share * part.Count)) / all), cancellationToken));
            done += part.Count;
        }

        var (mean, deviation) = Scale(features[0], model.FeatureCount);
        foreach (var part in features)
            for (var start = 0; start < part.Length; start += mean.Length)
                Standardise(part.AsSpan(start, mean.Length), mean, deviation);
        var preprocessing = model.Standardised(mean, deviation);
        var embedded = parts.Select((part, i) => part with { Values = new SampleValues.Embedded(i == 2 ? PixelsOf(part) : null, features[i], mean.Length) }).ToArray();
        var checksum = PreparedDataFile.ChecksumOf(data.Task, preprocessing, embedded);
        var prepared = new PreparedData(data.Name, checksum, data.Task, preprocessing, PreparedDataFile.SignatureOf(preprocessing, data.Task), embedded[0], embedded[1]);
        return loaded with { Prepared = prepared, Test = new(checksum, embedded[2]), Notes = [.. loaded.Notes, Words(preprocessing, file, asked)] };
    }

    private static SampleValues.Pixels PixelsOf(Samples samples) => (SampleValues.Pixels)samples.Values;

    /// <summary>Mean and standard deviation of each feature; 1 where it never differs.</summary>
    private static (float[] Mean, float[] Deviation) Scale(float[] features, int width)
    {
        var (sum, squares, count) = (new double[width], new double[width], features.Length / width);
        for (var i = 0; i < features.Length; i++)
            sum[i % width] += features[i];
        var mean = Array.ConvertAll(sum, total => (float)(total / count));
        for (var i = 0; i < features.Length; i++)
            squares[i % width] += Math.Pow(features[i] - (double)mean[i % width], 2);
        return (mean, Array.ConvertAll(squares, total => Math.Sqrt(total / count) is var deviation && deviation > 1e-6 ? (float)deviation : 1f));
    }

    private static void Standardise(Span<float> row, float[] mean, float[] deviation)
    {
        TensorPrimitives.Subtract(row, mean, row);
        TensorPrimitives.Divide(row, deviation, row);
    }

    private static string Words(Preprocessing.Backbone backbone, BackboneFile file, BackboneRequest asked)
    {
        var (last, scale) = (backbone.Places[^1], file.Input.IsBytes ? "as bytes" : $"on the scale {asked.Scale.Name} (--backbone-input)");
        return $"{backbone.Source} reads the images {scale} and stays as it is: {Count(backbone.Places.Length, "place")} of it give {backbone.Features:N0} features; the whole of it has {last.Parameters:N0} weights and {last.MultiplyAdds / 1e6:N1} million multiply-accumulates, which count in every network's size.";
    }

    private static string Count(int number, string word) => $"{number} {word}{(number == 1 ? "" : "s")}";
}
