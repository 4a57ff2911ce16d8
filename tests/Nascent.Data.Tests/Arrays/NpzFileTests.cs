using System.Text;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Arrays;

public sealed class NpzFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_with_channels_last_are_turned_to_channels_first()
    {
        _folder.Write("a.npz", SampleFiles.Npz(
            ("x_train", SampleFiles.Npy("|u1", "30, 1, 2, 3", [.. Enumerable.Range(0, 30).SelectMany(_ => new byte[] { 1, 2, 3, 4, 5, 6 })])),
            ("y_train", SampleFiles.Npy("<i8", "30, 1", [.. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? 3L : -1L)])),
            ("x_test", SampleFiles.Npy("|u1", "2, 1, 2, 3", new byte[12])),
            ("y_test", SampleFiles.Npy("<i8", "2,", 3L, -1L))));
        var loaded = Load.From(_folder.File("a.npz"));
        loaded.Prepared.Train.Pixels().Bytes[..6].ShouldBe(new byte[] { 1, 4, 2, 5, 3, 6 });
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["-1", "3"]);
        loaded.Test.Samples.Labels().ShouldBe([1, 0]);
    }

    [Fact]
    public void Floats_from_zero_to_one_become_bytes()
    {
        _folder.Write("a.npz", SampleFiles.Npz(("images", SampleFiles.Npy("<f4", "20, 1, 2", [.. Enumerable.Range(0, 20).SelectMany(_ => new[] { 0.5f, 1f })])), ("labels", Labels(20))));
        Load.From(_folder.File("a.npz")).Prepared.Train.Pixels().Bytes[..2].ShouldBe(new byte[] { 128, 255 });
    }

    [Fact]
    public void Two_dimensions_are_the_columns_of_a_table()
    {
        _folder.Write("a.npz", SampleFiles.Npz(
            ("X", SampleFiles.Npy(">f8", "40, 2", [.. Enumerable.Range(0, 80).Select(i => BigEndian(i / 2.0))])),
            ("y", SampleFiles.Npy("<f8", "40,", [.. Enumerable.Range(0, 40).Select(i => i + 0.25)]))));
        var loaded = Load.From(_folder.File("a.npz"));
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Target.ShouldBe("y");
        loaded.Prepared.Train.Columns().Raw.Select(column => column.Name).ShouldBe(["x1", "x2"]);
        var (first, second) = (((RawColumn.Numbers)loaded.Prepared.Train.Columns().Raw[0]).Values, ((RawColumn.Numbers)loaded.Prepared.Train.Columns().Raw[1]).Values);
        for (var row = 0; row < first.Length; row++)
            (first[row], second[row]).ShouldBe(((float)(loaded.Prepared.Train.Numbers()[row] - 0.25), (float)(loaded.Prepared.Train.Numbers()[row] + 0.25)));
    }

    [Fact]
    public void Texts_are_names_of_classes()
    {
        _folder.Write("a.npz", SampleFiles.Npz(
            ("x", SampleFiles.Npy("|u1", "20, 1, 1", new byte[20])),
            ("y", SampleFiles.NpyBytes("<U3", "20,", [.. Enumerable.Range(0, 20).SelectMany(i => Encoding.UTF32.GetBytes(i % 2 == 0 ? "cat" : "ox\0"))]))));
        Load.From(_folder.File("a.npz")).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["cat", "ox"]);
    }

    [Fact]
    public void Images_can_have_numbers_as_targets()
    {
        _folder.Write("a.npz", SampleFiles.Npz(("x", SampleFiles.Npy("|u1", "30, 1, 1", new byte[30])), ("y", SampleFiles.Npy("<f4", "30,", [.. Enumerable.Range(0, 30).Select(i => i * 0.5f)]))));
        var loaded = Load.From(_folder.File("a.npz"));
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>();
        loaded.Prepared.Signature.OutputCount.ShouldBe(1);
        loaded.Prepared.Train.Pixels().Height.ShouldBe(1);
    }

    private static byte[] Labels(int count) => SampleFiles.Npy("|u1", $"{count},", [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);

    private static double BigEndian(double value) => BitConverter.Int64BitsToDouble(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToInt64Bits(value)));
}
