using System.Collections.Immutable;
using Nascent.Cli.Hosting;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Cli.Predicting;

/// <summary>Predicts pictures or rows in batches, those of pictures on all cores at once; what is wrong with one of them ends none of the others.</summary>
/// <param name="host">The world around.</param>
/// <param name="model">The network.</param>
/// <param name="top">Classes that a prediction lists.</param>
/// <param name="header">Whether the first line of a CSV file is a header, or null to find out.</param>
internal sealed class Predictor(CliHost host, OnnxModel model, int top, bool? header)
{
    private const int PicturesAtOnce = 64;
    private const int RowsAtOnce = 1024;

    /// <summary>What is predicted, how much there is, and each batch with how much of that it is; files are read as the predictions are taken.</summary>
    /// <param name="inputs">What the user named.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="NascentException">An input is not there, or of another kind than the network reads.</exception>
    public (string Unit, int Total, IEnumerable<(IReadOnlyList<PredictedSample> Samples, double Done)> Batches) Predict(IReadOnlyList<string> inputs, CancellationToken cancellationToken)
    {
        foreach (var input in inputs)
            Check(input, host.PathOf(input));
        if (model.Card.Preprocessing is Preprocessing.Image image)
        {
            string[] files = [.. inputs.SelectMany(input => PictureFiles.Of(host.PathOf(input), input))];
            return ("pictures", files.Length, files.Chunk(PicturesAtOnce).AsParallel().AsOrdered().WithCancellation(cancellationToken).WithMergeOptions(ParallelMergeOptions.NotBuffered)
                .Select(batch => (Pictures(batch, image), (double)batch.Length)));
        }

        return ("files", inputs.Count, inputs.SelectMany(input => Rows(input, (Preprocessing.Table)model.Card.Preprocessing, cancellationToken)));
    }

    private void Check(string input, string path)
    {
        if (!Path.Exists(path))
            throw new NascentException($"{input}: found no such file or folder, expected {Expected()}.");
        if (model.Card.Preprocessing is Preprocessing.Table && (Directory.Exists(path) || !RowFile.IsNamedSo(path)))
            throw new NascentException($"{input}: found {(Directory.Exists(path) ? "a folder" : "another kind of file")}, expected {Expected()}.");
    }

    private string Expected() => model.Card.Preprocessing is Preprocessing.Image ? "an image or a folder of images" : "a CSV, TSV or Parquet file";

    private IReadOnlyList<PredictedSample> Pictures(string[] files, Preprocessing.Image image)
    {
        var (pixels, faults) = (new byte[files.Length][], new string?[files.Length]);
        for (var i = 0; i < files.Length; i++)
            faults[i] = Try(() => pixels[i] = PictureFiles.Read(files[i], image));
        int[] good = [.. Enumerable.Range(0, files.Length).Where(i => faults[i] is null)];
        var predictions = new Prediction?[files.Length];
        Run(good.Length, (start, count) => new SampleValues.Pixels(Joined(pixels, good.AsSpan(start, count)), image.Channels, image.Height, image.Width),
            (i, prediction, fault) => (predictions[good[i]], faults[good[i]]) = (prediction, fault));
        return [.. files.Select((file, i) => new PredictedSample(host.Shorten(file), null, predictions[i], faults[i]))];
    }

    private IEnumerable<(IReadOnlyList<PredictedSample> Samples, double Done)> Rows(string input, Preprocessing.Table table, CancellationToken cancellationToken)
    {
        RowsToPredict? rows = null;
        if (Try(() => rows = RowFile.ReadEach(host.PathOf(input), table, header)) is { } wrong)
        {
            yield return ([new PredictedSample(input, null, null, wrong)], 1);
            yield break;
        }

        var (next, bad) = (0, 0);
        var total = rows!.Rows.Length + rows.Bad.Length;
        for (var start = 0; start < total; start += RowsAtOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var samples = new PredictedSample[Math.Min(RowsAtOnce, total - start)];
            for (; bad < rows.Bad.Length && rows.Bad[bad].Row <= start + samples.Length; bad++)
                samples[rows.Bad[bad].Row - start - 1] = new PredictedSample(input, rows.Bad[bad].Row, null, rows.Bad[bad].What);
            var (first, count) = (next, samples.Count(sample => sample is null));
            next += count;
            Run(count, (from, some) => Slice(rows.Values, first + from, some), (i, prediction, fault) =>
                samples[rows.Rows[first + i] - start - 1] = new PredictedSample(input, rows.Rows[first + i], prediction, fault is null ? null : $"{input} row {rows.Rows[first + i]}: {fault}"));
            yield return (samples, (double)samples.Length / total);
        }
    }

    // Where a batch gives something that is no number, each sample is run alone, so that only the one is bad.
    private void Run(int count, Func<int, int, SampleValues> take, Action<int, Prediction?, string?> set)
    {
        if (count == 0)
            return;
        ImmutableArray<Prediction> all = [];
        if (Try(() => all = model.Predict(take(0, count), top)) is null)
        {
            for (var i = 0; i < count; i++)
                set(i, all[i], null);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            ImmutableArray<Prediction> one = [];
            var fault = Try(() => one = model.Predict(take(i, 1), top));
            set(i, fault is null ? one[0] : null, fault);
        }
    }

    private static byte[] Joined(byte[][] pixels, ReadOnlySpan<int> some)
    {
        var size = pixels[some[0]].Length;
        var joined = new byte[some.Length * size];
        for (var i = 0; i < some.Length; i++)
            pixels[some[i]].CopyTo(joined, i * size);
        return joined;
    }

    private static SampleValues.Columns Slice(SampleValues.Columns values, int start, int count) => new(
        [.. values.Raw.Select(column => column is RawColumn.Numbers numbers ? (RawColumn)new RawColumn.Numbers(column.Name, numbers.Values[start..(start + count)]) : new RawColumn.Texts(column.Name, ((RawColumn.Texts)column).Values[start..(start + count)]))],
        [], values.FeatureCount);

    private static string? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (NascentException failure)
        {
            return failure.Message;
        }
    }
}
