using System.Collections.Immutable;

namespace Nascent.Data.Storage;

/// <summary>How samples lie in a file: inputs, then targets. The features of a table are not stored; they are computed again from its columns.</summary>
internal static class SampleBlocks
{
    private const long Pixels = 1, Columns = 2, Labels = 3, Numbers = 4, Texts = 5, Doubles = 6, Embedded = 7;

    public static void Write(BlockWriter writer, Samples samples)
    {
        switch (samples.Values)
        {
            case SampleValues.Pixels pixels:
                WritePixels(writer, pixels);
                break;
            case SampleValues.Embedded embedded:
                writer.Number(Embedded);
                writer.Number(embedded.FeatureCount);
                writer.Array<float>(embedded.Features);
                WritePixels(writer, embedded.Images ?? new([], 0, 0, 0));
                break;
            case SampleValues.Columns columns:
                writer.Number(Columns);
                writer.Number(columns.Raw.Length);
                foreach (var column in columns.Raw)
                    WriteColumn(writer, column);
                break;
        }

        switch (samples.Targets)
        {
            case SampleTargets.Labels labels:
                writer.Number(Labels);
                writer.Array<int>(labels.Indices);
                break;
            case SampleTargets.Numbers numbers:
                writer.Number(Numbers);
                writer.Array<double>(numbers.Values);
                break;
        }
    }

    public static Samples Read(BlockReader reader)
    {
        SampleValues values;
        var kind = reader.Number();
        if (kind == Pixels)
        {
            values = ReadPixels(reader);
        }
        else if (kind == Embedded)
        {
            var (count, features) = (reader.Number(), reader.Array<float>());
            if (count < 1 || count > int.MaxValue || features.Length % count != 0)
                throw reader.Damaged($"{features.Length} values of {count} features");
            var images = reader.Number() == Pixels ? ReadPixels(reader) : throw reader.Damaged("no images behind features");
            values = new SampleValues.Embedded(images.Channels == 0 ? null : images, features, (int)count);
        }
        else if (kind == Columns)
        {
            var count = reader.Number();
            var raw = ImmutableArray.CreateBuilder<RawColumn>();
            for (var i = 0L; i < count; i++)
                raw.Add(ReadColumn(reader));
            if (raw.DistinctBy(column => column.Name).Count() < raw.Count)
                throw reader.Damaged("two columns of one name");
            values = new SampleValues.Columns(raw.ToImmutable(), [], 0);
        }
        else
        {
            throw reader.Damaged($"a block of kind {kind} where inputs should be");
        }

        return new Samples(values, ReadTargets(reader));
    }

    private static void WritePixels(BlockWriter writer, SampleValues.Pixels pixels)
    {
        writer.Number(Pixels);
        writer.Number(pixels.Channels);
        writer.Number(pixels.Height);
        writer.Number(pixels.Width);
        writer.Array<byte>(pixels.Bytes);
    }

    private static SampleValues.Pixels ReadPixels(BlockReader reader)
    {
        var (channels, height, width) = ((int)reader.Number(), (int)reader.Number(), (int)reader.Number());
        return new(reader.Array<byte>(), channels, height, width);
    }

    private static SampleTargets ReadTargets(BlockReader reader) => reader.Number() switch
    {
        Labels => new SampleTargets.Labels(reader.Array<int>()),
        Numbers => new SampleTargets.Numbers(reader.Array<double>()),
        var kind => throw reader.Damaged($"a block of kind {kind} where targets should be"),
    };

    private static void WriteColumn(BlockWriter writer, RawColumn column)
    {
        switch (column)
        {
            case RawColumn.Numbers numbers:
                writer.Number(Doubles);
                writer.Text(column.Name);
                writer.Array<double>(numbers.Values);
                break;
            case RawColumn.Texts texts:
                var distinct = texts.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
                var index = distinct.Select((text, i) => (text, i)).ToDictionary(pair => pair.text, pair => pair.i, StringComparer.Ordinal);
                writer.Number(Texts);
                writer.Text(column.Name);
                writer.Number(distinct.Length);
                foreach (var text in distinct)
                    writer.Text(text);
                writer.Array<int>(Array.ConvertAll(texts.Values, text => index[text]));
                break;
        }
    }

    private static RawColumn ReadColumn(BlockReader reader)
    {
        var kind = reader.Number();
        var name = reader.Text();
        if (kind == Doubles)
            return new RawColumn.Numbers(name, reader.Array<double>());
        if (kind == Numbers)   // single precision, as version 1 wrote them
            return new RawColumn.Numbers(name, Array.ConvertAll(reader.Array<float>(), value => (double)value));
        if (kind != Texts)
            throw reader.Damaged($"a block of kind {kind} where a column should be");
        var distinct = new List<string>();
        for (var left = reader.Number(); left > 0; left--)
            distinct.Add(reader.Text());
        return new RawColumn.Texts(name, Array.ConvertAll(reader.Array<int>(), i =>
            i >= 0 && i < distinct.Count ? distinct[i] : throw reader.Damaged($"text number {i} of {distinct.Count}")));
    }
}
