using System.Text;
using Nascent.Architectures;

namespace Nascent.Tests.Architectures;

public sealed class WeightFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Path => System.IO.Path.Combine(_folder.FullName, "sub", "weights.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Weights_come_back_as_they_were_written()
    {
        NamedTensor[] weights = [new("a/b[0].weight", [2, 3], [1, 2, 3, 4, 5, float.MinValue]), new("scalar", [], [7]), new("none", [0], [])];
        WeightFile.Write(Path, weights);
        WeightFile.Write(Path, weights);
        var read = WeightFile.Read(Path);
        read.Select(weight => weight.Name).ShouldBe(["a/b[0].weight", "scalar", "none"], ignoreOrder: true);
        foreach (var weight in weights)
        {
            read.Single(other => other.Name == weight.Name).Values.ShouldBe(weight.Values);
            read.Single(other => other.Name == weight.Name).Shape.AsSpan().SequenceEqual(weight.Shape.AsSpan()).ShouldBeTrue();
        }

        Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!).Length.ShouldBe(1);
    }

    [Fact]
    public void The_file_is_laid_out_as_the_format_says()
    {
        WeightFile.Write(Path, [new("w", [1], [1.5f])]);
        var bytes = File.ReadAllBytes(Path);
        var length = BitConverter.ToInt64(bytes);
        (length % 8).ShouldBe(0);
        Encoding.UTF8.GetString(bytes, 8, (int)length).TrimEnd().ShouldBe("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""");
        BitConverter.ToSingle(bytes, 8 + (int)length).ShouldBe(1.5f);
        bytes.Length.ShouldBe(12 + (int)length);
    }

    [Fact]
    public void Damaged_files_are_refused_by_name()
    {
        Should.Throw<NascentException>(() => WeightFile.Read(Path)).Message.ShouldContain("no such file");
        WeightFile.Write(Path, [new("w", [4], [1, 2, 3, 4])]);
        var bytes = File.ReadAllBytes(Path);
        Refused(bytes[..^4]).ShouldContain("tensor 'w'");
        Refused(bytes[..20]).ShouldContain("expected a safetensors file");
        Refused([1, 2, 3]).ShouldContain("expected a safetensors file");
        bytes[8] = (byte)'x';
        Refused(bytes).ShouldContain("header");
    }

    private string Refused(byte[] bytes)
    {
        File.WriteAllBytes(Path, bytes);
        return Should.Throw<NascentException>(() => WeightFile.Read(Path)).Message;
    }
}
