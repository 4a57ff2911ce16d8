using System.Globalization;
using Nascent.Data.Formats;
using Nascent.Data.Images;
using Nascent.Data.Reading;
using Nascent.Data.Sources;
using Nascent.Data.Splits;
using Nascent.Data.Storage;
using Nascent.Data.Tables;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Data.Loading;

/// <summary>Reads data, checks it, splits it and fits its preprocessing to the training part.</summary>
public static class DataLoader
{
    // From here on accuracy says little of the other classes.
    private const double FlatteringShare = 0.8;

    // Double precision holds 16 digits: with less spread, a predicted number could not tell a ten-thousandth of the standard deviation.
    private const double LeastSpread = 1e-11;

    /// <summary>Loads data; the same bytes, options and seed give the same result.</summary>
    /// <exception cref="NascentException">The data is missing, damaged or unfit; the message says where, what was found, what was expected, what to do.</exception>
    /// <param name="source">Where the data is.</param>
    /// <param name="options">How it is read and split.</param>
    /// <param name="seed">The key of the split.</param>
    /// <param name="formats">The formats that files and folders may have; null for those of this program.</param>
    public static LoadedData Load(DataSource source, DataOptions options, Seed seed, DataFormats? formats = null)
    {
        formats ??= DataFormats.BuiltIn;
        options.Validate();
        var log = new LoadingLog(options.SkipBad);
        var raw = ClassChecks.Apply(SourceReader.Read(source, options, formats, log), log);
        NoteImbalance(raw, log);
        var split = Splitter.Split(raw, options, seed.Derive("split"));
        raw = WideScaling.Apply(raw, split.Train, log);
        NoteDuplicates(raw, split.Train, split.Validation, split.Test, log);
        var (trainValues, trainTargets) = (raw.Values.Take(split.Train), raw.Targets.Take(split.Train));
        var preprocessing = Fit(trainValues, raw, log);
        var task = Fit(raw, trainTargets);
        var train = new Samples(TableFeatures.AddTo(trainValues, preprocessing), trainTargets);
        var validation = Part(raw, split.Validation, preprocessing);
        var test = Part(raw, split.Test, preprocessing);
        var checksum = DataChecksum.Of(task, preprocessing, train, validation, test);
        var signature = PreparedDataFile.SignatureOf(preprocessing, task);
        var prepared = new PreparedData(SourceReader.NameOf(source, raw, formats), checksum, task, preprocessing, signature, train, validation);
        return new(prepared, new(checksum, test), log.Notes, log.Skipped);
    }

    private static Samples Part(RawDataSet raw, int[] indices, Preprocessing preprocessing) =>
        new(TableFeatures.AddTo(raw.Values.Take(indices), preprocessing), raw.Targets.Take(indices));

    private static Preprocessing Fit(SampleValues train, RawDataSet raw, LoadingLog log) => train switch
    {
        SampleValues.Pixels pixels => ImagePreprocessing.Fit(pixels) with { Reading = raw.Reading },
        SampleValues.Columns columns => TablePreprocessing.Fit(columns.Raw, raw, log),
        _ => throw new NotSupportedException(train.GetType().Name),
    };

    private static LearningTask Fit(RawDataSet raw, SampleTargets train)
    {
        if (raw.Task is not LearningTask.Regression regression || train is not SampleTargets.Numbers numbers)
            return raw.Task;
        var (mean, deviation) = TablePreprocessing.MeanAndDeviation(numbers.Values);
        if (!double.IsFinite(mean) || !double.IsFinite(deviation))
            throw new NascentException($"{raw.Origin}: the target '{regression.Target}' has numbers up to {numbers.Values.Max(Math.Abs):R}, expected numbers whose mean and standard deviation can be computed in double precision, below about 1e150; scale them.");
        if (deviation > 0 && deviation < Math.Abs(mean) * LeastSpread)
            throw new NascentException($"{raw.Origin}: the target '{regression.Target}' has the mean {mean:R} and the standard deviation {deviation:R}, expected values that differ by more of their size; take a constant off them.");
        return regression with { Mean = mean, StandardDeviation = deviation > 0 ? deviation : 1 };
    }

    private static void NoteImbalance(RawDataSet raw, LoadingLog log)
    {
        if (raw is not { Targets: SampleTargets.Labels labels, Task: LearningTask.Classification { Classes: var classes } })
            return;
        var largest = labels.Indices.CountBy(label => label).MaxBy(pair => pair.Value);
        var share = (double)largest.Value / labels.Count;
        if (share >= FlatteringShare)
            log.Note(string.Create(CultureInfo.InvariantCulture, $"{raw.Origin}: class '{classes[largest.Key]}' has {100 * share:0.0} % of the samples, so always answering it has that accuracy; --maximize balanced_accuracy judges all classes alike, and --class-weights trains so."));
    }

    private static void NoteDuplicates(RawDataSet raw, int[] train, int[] validation, int[] test, LoadingLog log)
    {
        var digests = DuplicateSamples.DigestsOf(raw.Values, raw.Targets.Count);
        var inTrain = train.Select(i => digests[i]).ToHashSet();
        foreach (var (part, indices) in (ReadOnlySpan<(string, int[])>)[("validation", validation), ("test", test)])
            if (indices.Count(i => inTrain.Contains(digests[i])) is var count and > 0)
                log.Note($"{count:N0} of {indices.Length:N0} {part} samples have the same input as a training sample; scores on them may flatter.");
    }
}
