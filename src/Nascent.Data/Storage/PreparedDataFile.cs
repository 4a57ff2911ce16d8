using System.Text.Json;
using Nascent.Data.Tables;
using Nascent.Files;
using Nascent.Tasks;

namespace Nascent.Data.Storage;

/// <summary>Prepared data in one compact binary file, and the test part in another.</summary>
/// <remarks>
/// Layout, little-endian: the 8 bytes <c>NASCDATA</c>; the version (int64, now 2; 1 held the numbers of a table in single precision); the length of a JSON header (int64) and the header; SHA-256
/// of all before it; the ONNX model of a backbone as a block, where the header names one; the samples as blocks of (count, values); SHA-256 of all before it. Files are written beside their place and renamed, so a reader never sees a half.
/// Reading checks both digests. Reading and writing different files at once is safe.
/// </remarks>
public static class PreparedDataFile
{
    /// <summary>The version of the layout that is written; earlier ones are read too.</summary>
    public const int Version = 2;

    private const string SearchPart = "search", TestingPart = "test";

    private static ReadOnlySpan<byte> Magic => "NASCDATA"u8;

    /// <summary>Writes the training and validation parts; an existing file is replaced.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="data">What is written.</param>
    public static void Write(string path, PreparedData data) =>
        Write(path, new(SearchPart, data.Name, data.Checksum, data.Task, data.Preprocessing), data.Train, data.Validation);

    /// <summary>Writes the test part of <paramref name="data"/>; an existing file is replaced.</summary>
    /// <exception cref="ArgumentException">The test part belongs to other data.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="data">The data that the test part was split from.</param>
    /// <param name="test">What is written.</param>
    public static void WriteTest(string path, PreparedData data, TestPart test)
    {
        if (test.Checksum != data.Checksum)
            throw new ArgumentException($"The test part belongs to data {test.Checksum}, expected {data.Checksum}.", nameof(test));
        Write(path, new(TestingPart, data.Name, data.Checksum, data.Task, data.Preprocessing), test.Samples);
    }

    /// <summary>Reads what <see cref="Write(string, PreparedData)"/> wrote.</summary>
    /// <exception cref="NascentException">The file is missing, damaged, of another version or of another kind.</exception>
    public static PreparedData Read(string path)
    {
        var (header, parts) = Read(path, SearchPart, partCount: 2);
        return new(header.Name, header.Checksum, header.Task, header.Preprocessing, SignatureOf(header.Preprocessing, header.Task), parts[0], parts[1]);
    }

    /// <summary>Reads what <see cref="WriteTest"/> wrote.</summary>
    /// <exception cref="NascentException">The file is missing, damaged, of another version or of another kind.</exception>
    public static TestPart ReadTest(string path)
    {
        var (header, parts) = Read(path, TestingPart, partCount: 1);
        return new(header.Checksum, parts[0]);
    }

    /// <summary>The checksum of a data set: SHA-256 over its task, its preprocessing and all its parts, lower-case hexadecimal.</summary>
    /// <param name="task">The task.</param>
    /// <param name="preprocessing">The preprocessing.</param>
    /// <param name="parts">The training, validation and test part.</param>
    public static string ChecksumOf(LearningTask task, Preprocessing preprocessing, params ReadOnlySpan<Samples> parts) => DataChecksum.Of(task, preprocessing, parts);

    /// <summary>What networks for some preprocessing and task read and give.</summary>
    public static Signature SignatureOf(Preprocessing preprocessing, LearningTask task) => preprocessing switch
    {
        Preprocessing.Image image => Signature.Image(image.Channels, image.Height, image.Width, task.Outputs),
        Preprocessing.Table table => Signature.Features(table.Features, task.Outputs),
        Preprocessing.Backbone backbone => Signature.Features(backbone.Features, task.Outputs),
        _ => throw new NotSupportedException($"Preprocessing of kind {preprocessing.GetType().Name}."),
    };

    private static void Write(string path, PreparedDataHeader header, params ReadOnlySpan<Samples> parts)
    {
        var samples = parts.ToArray();
        WholeFile.Write(path, stream =>
        {
            using var writer = new BlockWriter(stream);
            writer.Raw(Magic);
            writer.Number(Version);
            writer.Array<byte>(JsonSerializer.SerializeToUtf8Bytes(header, StorageJson.Default.PreparedDataHeader));
            writer.Raw(writer.Digest());
            if (header.Preprocessing is Preprocessing.Backbone backbone)
                writer.Array(backbone.Model.Span);
            foreach (var part in samples)
                SampleBlocks.Write(writer, part);
            stream.Write(writer.Digest());
        });
    }

    private static (PreparedDataHeader Header, Samples[] Parts) Read(string path, string expectedPart, int partCount)
    {
        if (!File.Exists(path))
            throw new NascentException($"{path}: found no file, expected prepared data; prepare the data again.");
        using var stream = RegularFile.Open(path, "prepared data");
        using var reader = new BlockReader(stream, path);
        Span<byte> magic = stackalloc byte[8];
        reader.Raw(magic);
        if (!magic.SequenceEqual(Magic))
            throw new NascentException($"{path}: found a file of another kind, expected prepared data, which begins with 'NASCDATA'.");
        if (reader.Number() is var version && version is < 1 or > Version)
            throw new NascentException($"{path}: found prepared data of version {version}, expected at most {Version}; prepare the data again with this version of Nascent.");
        var header = ReadHeader(reader);
        if (header.Part != expectedPart)
            throw new NascentException($"{path}: found the {header.Part} part, expected the {expectedPart} part.");
        if (header.Preprocessing is Preprocessing.Backbone backbone)
            header = header with { Preprocessing = backbone with { Model = reader.Array<byte>() } };
        var parts = new Samples[partCount];
        for (var i = 0; i < partCount; i++)
        {
            parts[i] = SampleBlocks.Read(reader);
            if ((parts[i].Values as SampleValues.Embedded)?.FeatureCount != (header.Preprocessing as Preprocessing.Backbone)?.Features)
                throw reader.Damaged("samples that the preprocessing does not give");
        }

        CheckDigest(reader);
        return (header, Array.ConvertAll(parts, part => part with { Values = TableFeatures.AddTo(part.Values, header.Preprocessing) }));
    }

    private static void CheckDigest(BlockReader reader)
    {
        var expected = reader.Digest();
        Span<byte> digest = stackalloc byte[expected.Length];
        reader.Raw(digest);
        if (!digest.SequenceEqual(expected))
            throw reader.Damaged("its checksum does not match");
    }

    private static PreparedDataHeader ReadHeader(BlockReader reader)
    {
        var json = reader.Array<byte>();
        CheckDigest(reader);
        try
        {
            var header = JsonSerializer.Deserialize(json, StorageJson.Default.PreparedDataHeader) ?? throw reader.Damaged("its header is empty");
            return (DescriptionCheck.Find(header.Task) ?? DescriptionCheck.Find(header.Preprocessing)) is { } wrong ? throw reader.Damaged($"its header: {wrong}") : header;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            throw new NascentException(reader.Damaged("its header is no JSON").Message, failure);
        }
    }
}
