using Nascent.Data.Formats;
using Nascent.Data.Reading;

namespace Nascent.Data.Sources;

/// <summary>Reads what a source stands for.</summary>
internal static class SourceReader
{
    /// <summary>Reads it all.</summary>
    /// <exception cref="NascentException">The data is missing, damaged, of no known format, or options do not fit it.</exception>
    public static RawDataSet Read(DataSource source, DataOptions options, DataFormats formats, LoadingLog log)
    {
        var data = source switch
        {
            DataSource.BuiltIn builtIn => builtIn.Entry.Read(),
            DataSource.FromPath { Path: var path } when Directory.Exists(path) => formats.OfFolder(path).Read(path, options, log),
            DataSource.FromPath { Path: var path } => formats.OfFile(path).Read(path, options, log),
            _ => throw new NotSupportedException(source.GetType().Name),
        };
        if (data.Values is SampleValues.Pixels && !data.HasColumns)
            RefuseTableOptions(data, options);
        if (!data.HasColumns && (options.Images ?? options.PathColumn) is { } unused)
            throw new NascentException($"{(options.Images is null ? "--path" : "--images")}: found '{unused}', which is for a table that names images; {data.Origin} is none, so drop it.");
        return data;
    }

    /// <summary>What the data of a source is called.</summary>
    public static string NameOf(DataSource source, RawDataSet data, DataFormats formats) =>
        source is DataSource.BuiltIn builtIn ? builtIn.Entry.Name : formats.NameOf(data.Origin);

    private static void RefuseTableOptions(RawDataSet data, DataOptions options)
    {
        if (options.Label is { } label)
            throw new NascentException($"{data.Origin}: found images, for which there is no column '{label}'; drop --label.");
        if (options.Ignore.Concat(options.Categorical).Concat(options.Numeric).FirstOrDefault() is { } column)
            throw new NascentException($"{data.Origin}: found images, for which there is no column '{column}'; drop --ignore, --categorical and --numeric.");
        if (options.Task is TaskKind.Regression && data.Targets is SampleTargets.Labels)
            throw new NascentException($"{data.Origin}: found images with classes, expected numbers for a regression; drop --task.");
    }
}
