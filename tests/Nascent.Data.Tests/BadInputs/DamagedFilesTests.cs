using System.Formats.Tar;
using System.Text;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using SkiaSharp;

namespace Nascent.Data.Tests.BadInputs;

/// <summary>Files with bytes changed, lost or added at random: they load, or end with an error for the user, and never with another exception.</summary>
public sealed class DamagedFilesTests : IDisposable
{
    private const int Attempts = 60;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Formats => ["idx3", "idx3.gz", "npz", "csv", "csv.gz", "parquet", "bin", "tar", "tar.gz", "png", "jpg", "bmp", "webp"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Damage_is_an_error_for_the_user_or_harmless(string format)
    {
        var (path, whole) = await WriteAsync(format);
        Load.From(DataOf(path, format));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stream = new Seed(2026).Derive(format).Derive(attempt).Stream();
            var damaged = Damage(whole, stream);
            File.WriteAllBytes(path, damaged);
            try
            {
                DataLoader.Load(DataSource.Resolve(DataOf(path, format)), DataOptions.Default, new Seed(1));
            }
            catch (NascentException failure)
            {
                failure.Message.ShouldContain(_folder.Path, customMessage: $"attempt {attempt}");
            }
            catch (Exception failure)
            {
                Assert.Fail($"{format}, attempt {attempt}: {failure}");
            }
        }
    }

    private static byte[] Damage(byte[] whole, RandomStream stream)
    {
        var bytes = whole.ToList();
        switch (stream.NextInt(3))
        {
            case 0:
                bytes = bytes[..stream.NextInt(bytes.Count)];
                break;
            case 1:
                for (var left = 1 + stream.NextInt(8); left > 0; left--)
                    bytes[stream.NextInt(bytes.Count)] = (byte)stream.NextInt(256);
                break;
            default:
                // The beginning is where headers are.
                for (var left = 1 + stream.NextInt(4); left > 0; left--)
                    bytes[stream.NextInt(Math.Min(64, bytes.Count))] = (byte)stream.NextInt(256);
                break;
        }

        return [.. bytes];
    }

    private string DataOf(string path, string format) => format is "png" or "jpg" or "bmp" or "webp" ? _folder.Path : path;

    private async Task<(string Path, byte[] Whole)> WriteAsync(string format)
    {
        byte[] labels = [.. Enumerable.Range(0, 30).Select(i => (byte)(i % 2))];
        byte[] pixels = [.. Enumerable.Range(0, 480).Select(i => (byte)(i * 7))];
        var csv = Encoding.UTF8.GetBytes(SampleFiles.Csv(60, i => $"{i * 0.5},\"{(i % 3 == 0 ? "red" : "blue")}\",{(i % 2 == 0 ? "cat" : "dog")}"));
        var cifar = Enumerable.Range(0, 30).SelectMany(i => Enumerable.Repeat((byte)i, 3072).Prepend((byte)(i % 10))).ToArray();
        _folder.Write(format.StartsWith("idx", StringComparison.Ordinal) ? "a-labels-idx1" : "unused", SampleFiles.Idx([30], labels));
        var (name, bytes) = format switch
        {
            "idx3" => ("a-images-idx3", SampleFiles.Idx([30, 4, 4], pixels)),
            "idx3.gz" => ("a-images-idx3.gz", SampleFiles.Gzip(SampleFiles.Idx([30, 4, 4], pixels))),
            "npz" => ("a.npz", SampleFiles.Npz(("x", SampleFiles.Npy("|u1", "30, 4, 4", pixels)), ("y", SampleFiles.Npy("|u1", "30,", labels)))),
            "csv" => ("a.csv", csv),
            "csv.gz" => ("a.csv.gz", SampleFiles.Gzip(csv)),
            "parquet" => ("a.parquet", await ParquetSample.WriteAsync(60)),
            "bin" => ("a.bin", cifar),
            "tar" => ("a.tar", Tar(cifar)),
            "tar.gz" => ("a.tar.gz", SampleFiles.Gzip(Tar(cifar))),
            "bmp" => ("cat/0.bmp", SampleFiles.Bmp(9, 7, SKColors.Teal)),
            _ => ($"cat/0.{format}", SampleFiles.Image(format switch { "png" => SKEncodedImageFormat.Png, "jpg" => SKEncodedImageFormat.Jpeg, _ => SKEncodedImageFormat.Webp }, 9, 7, (y, x) => new SKColor((byte)(y * 30), (byte)(x * 20), 7))),
        };
        if (name.StartsWith("cat/", StringComparison.Ordinal))
        {
            File.Delete(_folder.File("unused"));
            for (var i = 1; i < 4; i++)
            {
                _folder.Write($"cat/{i}.png", SampleFiles.Png(9, 7, new SKColor((byte)i, 0, 0)));
                _folder.Write($"dog/{i}.png", SampleFiles.Png(9, 7, new SKColor(0, (byte)i, 0)));
            }
        }

        return (_folder.Write(name, bytes), bytes);
    }

    private static byte[] Tar(byte[] batch)
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, leaveOpen: true))
            foreach (var name in new[] { "data_batch_1.bin", "data_batch_2.bin", "test_batch.bin" })
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(batch) });
        return memory.ToArray();
    }
}
