using System.Formats.Tar;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Arrays;

public sealed class CifarBinaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_batches_has_the_test_batch_as_its_test_part()
    {
        for (var batch = 1; batch <= 2; batch++)
            _folder.Write($"data_batch_{batch}.bin", Batch(20));
        _folder.Write("test_batch.bin.gz", SampleFiles.Gzip(Batch(10)));
        var loaded = Load.From(_folder.Path);
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((30, 10, 10));
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldContain("frog");
        var pixels = loaded.Test.Samples.Pixels();
        (pixels.Channels, pixels.Height, pixels.Width).ShouldBe((3, 32, 32));
        pixels.Bytes[..3072].ShouldAllBe(pixel => pixel == 0);
        pixels.Bytes[3072..6144].ShouldAllBe(pixel => pixel == 1);
    }

    [Fact]
    public void An_archive_is_read_as_it_is()
    {
        using (var file = File.Create(_folder.File("cifar.tar")))
        using (var tar = new TarWriter(file))
            foreach (var name in new[] { "data_batch_1.bin", "test_batch.bin", "readme.html" })
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "cifar-10-batches-bin/" + name) { DataStream = new MemoryStream(Batch(20)) });
        var loaded = Load.From(_folder.File("cifar.tar"));
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((10, 10, 20));
    }

    [Fact]
    public void Two_label_bytes_are_CIFAR_100_and_the_fine_one_counts()
    {
        _folder.Write("train.bin", [.. Enumerable.Range(0, 30).SelectMany(i => new byte[] { 5, (byte)(i % 2 == 0 ? 40 : 41) }.Concat(new byte[3072]))]);
        Load.From(_folder.File("train.bin")).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["40", "41"]);
    }

    // Records of the classes 0 to 9 in turn, each filled with its number.
    private static byte[] Batch(int count) => [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)i, 3072).Prepend((byte)(i % 10)))];
}
