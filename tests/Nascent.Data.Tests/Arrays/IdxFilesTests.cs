using Nascent.Tasks;

namespace Nascent.Data.Tests.Arrays;

public sealed class IdxFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_pairs_gives_the_parts_that_their_names_say()
    {
        Write("train", 30, first: 0);
        Write("t10k", 6, first: 100);
        var loaded = Load.From(_folder.Path);
        loaded.Prepared.Train.Count.ShouldBe(26);   // a validation tenth of each of the two classes, rounded up to 2
        loaded.Prepared.Validation.Count.ShouldBe(4);
        loaded.Test.Samples.Pixels().Bytes.ShouldBe([.. Enumerable.Range(100, 6).SelectMany(i => Enumerable.Repeat((byte)i, 4))]);
        loaded.Test.Samples.Labels().ShouldBe([0, 1, 0, 1, 0, 1]);
    }

    [Fact]
    public void One_pair_is_split_in_three_whichever_of_its_files_is_named()
    {
        Write("digits", 40, first: 0);
        var byImages = Load.From(_folder.File("digits-images-idx3-ubyte.gz"));
        var byLabels = Load.From(_folder.File("digits-labels-idx1-ubyte"));
        byImages.Prepared.Name.ShouldBe("digits-images-idx3-ubyte");
        (byImages.Prepared.Train.Count, byImages.Prepared.Validation.Count, byImages.Test.Samples.Count).ShouldBe((32, 4, 4));
        byLabels.Prepared.Checksum.ShouldBe(byImages.Prepared.Checksum);
    }

    [Fact]
    public void Labels_are_their_own_names_in_ascending_order()
    {
        _folder.Write("a_images_idx3", SampleFiles.Idx([20, 1, 1], new byte[20]));
        _folder.Write("a_labels_idx1", SampleFiles.Idx([20], [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2 == 0 ? 30 : 4))]));
        Load.From(_folder.File("a_images_idx3")).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["4", "30"]);
    }

    private void Write(string name, int count, int first)
    {
        _folder.Write($"{name}-images-idx3-ubyte.gz", SampleFiles.Gzip(SampleFiles.Idx([count, 2, 2], [.. Enumerable.Range(first, count).SelectMany(i => Enumerable.Repeat((byte)i, 4))])));
        _folder.Write($"{name}-labels-idx1-ubyte", SampleFiles.Idx([count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]));
    }
}
