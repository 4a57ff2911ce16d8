using System.Numerics.Tensors;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Storage;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Onnx.Backbones;
using Nascent.Randomness;
using Nascent.Reporting.Numbers;
using Nascent.Tasks;

namespace Nascent.Jobs.Searching;

/// <summary>Reads the data of a request; with a backbone, the images become what it gives for them.</summary>
internal static class DataStep
{
    // More would leave too little for a search.
    private const double MostOfTime = 0.5;

    private const int Timed = 16;

    /// <summary>Reads it.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="begin">Begins a step that is shown.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <returns>The data, and the request with the time that is left of it.</returns>
    /// <exception cref="NascentException">The data or the backbone cannot be used.</exception>
    public static async Task<(LoadedData Data, SettledRequest Request)> LoadAsync(JobHost host, SettledRequest request, Func<string, IStep> begin, CancellationToken cancellationToken)
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
            return (loaded, request);
        using var step = begin($"Computing the features of {Path.GetFileName(backbone.Source)}");
        var began = host.Time.GetTimestamp();
        loaded = await Task.Run(() => Embedded(loaded, backbone, request, step, host.Time, cancellationToken), cancellationToken);
        var spent = host.Time.GetElapsedTime(began);
        return (loaded, request.Time is { } time ? request with { Time = TimeSpan.FromSeconds(Math.Max(1, (time - spent).TotalSeconds)), SpentBefore = spent } : request);
    }

    private static int SideOf(BackboneFile backbone, BackboneRequest asked) =>
        asked.Side ?? (backbone.Input is { Height: { } height, Width: { } width } ? Math.Max(height, width) : BackboneModel.UsualSide);

    private static LoadedData Embedded(LoadedData loaded, BackboneFile file, SettledRequest request, IStep step, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (data, asked) = (loaded.Prepared, request.Backbone!);
        if (data.Preprocessing is not Preprocessing.Image image)
            throw new NascentException($"--backbone: found a table in {data.Name}, expected images.");
        using var model = BackboneModel.Prepare(file, image, SideOf(file, asked), asked.Scale, PixelsOf(data.Train));
        Samples[] parts = [data.Train, data.Validation, loaded.Test.Samples];
        var (done, all) = (0, parts.Sum(part => part.Count));
        RequireTime(file, request, model, PixelsOf(data.Train), all, clock);
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

    /// <summary>Refuses what would take most of the time, before it does.</summary>
    private static void RequireTime(BackboneFile file, SettledRequest request, BackboneModel model, SampleValues.Pixels images, int all, TimeProvider clock)
    {
        if (request.Time is not { } time)
            return;
        var some = images with { Bytes = images.Bytes[..Math.Min(images.Bytes.Length, Timed * images.Channels * images.Height * images.Width)] };
        var began = clock.GetTimestamp();
        model.FeaturesOf(some, null, CancellationToken.None);
        var expected = clock.GetElapsedTime(began) * all / Timed;
        if (expected > MostOfTime * time)
            throw new NascentException($"--budget: found {Figures.Time(time)}, of which the features of {Path.GetFileName(file.Source)} for {all:N0} images would take about {Figures.Time(expected)}, expected at most half. Give at least {Figures.Time(expected / MostOfTime)}, or take a smaller network or --image-size.");
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
