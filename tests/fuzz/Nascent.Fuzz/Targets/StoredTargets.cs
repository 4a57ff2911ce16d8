using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Data.Storage;
using Nascent.Randomness;
using Nascent.Testing;

namespace Nascent.Fuzz.Targets;

/// <summary>What a run stores for itself, and what may come from elsewhere: weights and prepared data.</summary>
internal static class StoredTargets
{
    private const int DigestSize = 32;

    public static FuzzTarget Weights(string folder)
    {
        var path = Path.Combine(folder, "w.safetensors");
        WeightFile.Write(path, [new("a/b[0].weight", [2, 3], [1, 2, 3, 4, 5, float.MinValue]), new("scalar", [], [7]), new("none", [0], [])]);
        return FuzzTarget.Of([File.ReadAllBytes(path)], (bytes, _) =>
        {
            File.WriteAllBytes(path, bytes);
            WeightFile.Read(path);
        });
    }

    /// <summary>Prepared data of a table and of images, with digests that fit.</summary>
    public static FuzzTarget Prepared(string folder)
    {
        var (path, table, images) = (Path.Combine(folder, "data.bin"), Path.Combine(folder, "t.csv"), Path.Combine(folder, "images"));
        MadeUpData.Table(table, rows: 20);
        MadeUpData.Images(images, 6);
        byte[] Of(string source)
        {
            PreparedDataFile.Write(path, DataLoader.Load(DataSource.Resolve(source), DataOptions.Default, new Seed(1)).Prepared);
            return File.ReadAllBytes(path);
        }

        return FuzzTarget.Of([Of(table), Of(images)], (bytes, _) =>
        {
            File.WriteAllBytes(path, bytes);
            PreparedDataFile.Read(path);
        }) with
        { Seal = Sealed };
    }

    // The magic word, the version, the length of the header, the header, a digest, the samples, a digest.
    private static byte[] Sealed(byte[] file, RandomStream stream)
    {
        var bytes = file.ToArray();
        if (stream.NextInt(8) == 0 || bytes.Length < 24 + (2 * DigestSize) || BitConverter.ToInt64(bytes, 16) is not (>= 0 and < 100_000))
            return file;
        var end = 24 + (int)BitConverter.ToInt64(bytes, 16);
        if (end + (2 * DigestSize) > bytes.Length)
            return file;
        SHA256.HashData(bytes.AsSpan(0, end)).CopyTo(bytes, end);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - DigestSize)).CopyTo(bytes, bytes.Length - DigestSize);
        return bytes;
    }
}
