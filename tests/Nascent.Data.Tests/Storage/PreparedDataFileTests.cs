using System.Security.Cryptography;
using System.Text;
using Nascent.Data.Storage;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Storage;

public sealed class PreparedDataFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_come_back_as_they_were_written()
    {
        var data = SmallData.Images();
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, data);
        var read = PreparedDataFile.Read(path);
        read.Name.ShouldBe(data.Name);
        read.Checksum.ShouldBe(data.Checksum);
        read.Signature.OutputCount.ShouldBe(2);
        read.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["a", "b"]);
        read.Preprocessing.ShouldBeOfType<Preprocessing.Image>().Mean.ShouldBe([0.25]);
        var pixels = (SampleValues.Pixels)read.Train.Values;
        pixels.Bytes.ShouldBe(((SampleValues.Pixels)data.Train.Values).Bytes);
        (pixels.Channels, pixels.Height, pixels.Width).ShouldBe((1, 2, 2));
        ((SampleTargets.Labels)read.Validation.Targets).Indices.ShouldBe(((SampleTargets.Labels)data.Validation.Targets).Indices);
    }

    [Fact]
    public void Tables_come_back_with_their_texts_missing_numbers_and_features()
    {
        var data = SmallData.Table();
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, data);
        var read = (SampleValues.Columns)PreparedDataFile.Read(path).Train.Values;
        ((RawColumn.Texts)read.Raw[1]).Values.ShouldBe(["red", "", "blue"]);
        ((RawColumn.Numbers)read.Raw[0]).Values.ShouldBe([1, double.NaN, 3]);
        read.Features.ShouldBe([-1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0]);
        read.FeatureCount.ShouldBe(4);
    }

    [Fact]
    public void Features_of_a_backbone_come_back_with_it_and_the_images_of_the_test_part()
    {
        var images = SmallData.Images();
        var pixels = (SampleValues.Pixels)images.Validation.Values;
        var backbone = new Preprocessing.Backbone((Preprocessing.Image)images.Preprocessing, "b.onnx", "ab", [new("first", 2, 4, 10, 100, 50), new("last", 1, 1, 20, 200, 60)]) { Model = new byte[] { 1, 2, 3 } };
        Samples Of(Samples part, SampleValues.Pixels? kept) => part with { Values = new SampleValues.Embedded(kept, [.. Enumerable.Range(0, 3 * part.Count).Select(i => i / 4f)], 3) };
        var data = images with { Preprocessing = backbone, Train = Of(images.Train, null), Validation = Of(images.Validation, null), Signature = PreparedDataFile.SignatureOf(backbone, images.Task) };
        PreparedDataFile.Write(_folder.File("data.bin"), data);
        PreparedDataFile.WriteTest(_folder.File("test.bin"), data, new(data.Checksum, Of(images.Validation, pixels)));

        var read = PreparedDataFile.Read(_folder.File("data.bin"));
        var found = read.Preprocessing.ShouldBeOfType<Preprocessing.Backbone>();
        found.Model.ToArray().ShouldBe([1, 2, 3]);
        found.Places.ShouldBe(backbone.Places);
        read.Signature.Inputs.Single().ShouldBe(Signature.Features(3, 2).Inputs.Single());
        var train = read.Train.Values.ShouldBeOfType<SampleValues.Embedded>();
        train.Images.ShouldBeNull();
        train.Features.ShouldBe(((SampleValues.Embedded)data.Train.Values).Features);
        PreparedDataFile.ReadTest(_folder.File("test.bin")).Samples.Values.ShouldBeOfType<SampleValues.Embedded>().Images!.Bytes.ShouldBe(pixels.Bytes);
        read.WithValidationInTraining().Train.Count.ShouldBe(data.Train.Count + data.Validation.Count);
        ((SampleValues.Embedded)read.Train.Take([1]).Values).Features.ShouldBe(train.Features[3..6]);

        PreparedDataFile.Write(_folder.File("other.bin"), data with { Preprocessing = backbone with { Places = [new("first", 2, 4, 10, 100, 50)] } });
        Should.Throw<NascentException>(() => PreparedDataFile.Read(_folder.File("other.bin"))).Message.ShouldContain("samples that the preprocessing does not give");
    }

    [Fact]
    public void The_test_part_lies_in_a_file_of_its_own_and_names_the_data_it_belongs_to()
    {
        var data = SmallData.Images();
        PreparedDataFile.WriteTest(_folder.File("test.bin"), data, new(data.Checksum, data.Validation));
        var read = PreparedDataFile.ReadTest(_folder.File("test.bin"));
        read.Checksum.ShouldBe(data.Checksum);
        read.Samples.Count.ShouldBe(data.Validation.Count);
        Should.Throw<NascentException>(() => PreparedDataFile.Read(_folder.File("test.bin"))).Message.ShouldEndWith("found the test part, expected the search part.");
        Should.Throw<ArgumentException>(() => PreparedDataFile.WriteTest(_folder.File("test.bin"), data, new("other", data.Validation)));
    }

    [Fact]
    public void Every_single_changed_byte_is_noticed()
    {
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, SmallData.Table());
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            File.WriteAllBytes(path, bytes);
            Should.Throw<NascentException>(() => PreparedDataFile.Read(path)).Message.ShouldStartWith(path);
            bytes[i] ^= 0x40;
        }
    }

    [Fact]
    public void A_truncated_file_is_noticed_at_every_length()
    {
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, SmallData.Images());
        var bytes = File.ReadAllBytes(path);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Should.Throw<NascentException>(() => PreparedDataFile.Read(path)).Message.ShouldStartWith(path);
        }
    }

    [Theory]
    [InlineData("\"channels\":1", "\"channels\":0", "found images of 0×2×2")]
    [InlineData("\"kind\":\"image\"", "\"kinx\":\"image\"", "its header is no JSON")]
    [InlineData("\"preprocessing\"", "\"preprocessinG\"", "found nothing, expected a preprocessing")]
    [InlineData("\"task\"", "\"tasK\"", "found nothing, expected a task")]
    public void A_header_that_cannot_be_true_is_refused_although_its_digest_fits(string old, string changed, string message)
    {
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, SmallData.Images());
        var bytes = File.ReadAllBytes(path);
        var end = 24 + (int)BitConverter.ToInt64(bytes, 16);
        var header = Encoding.UTF8.GetString(bytes, 24, end - 24);
        header.ShouldContain(old);
        Encoding.UTF8.GetBytes(header.Replace(old, changed, StringComparison.Ordinal)).CopyTo(bytes, 24);
        SHA256.HashData(bytes.AsSpan(0, end)).CopyTo(bytes, end);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32)).CopyTo(bytes, bytes.Length - 32);
        File.WriteAllBytes(path, bytes);
        Should.Throw<NascentException>(() => PreparedDataFile.Read(path)).Message.ShouldContain(message);
    }

    [Fact]
    public void A_missing_file_and_a_file_of_another_version_say_so()
    {
        Should.Throw<NascentException>(() => PreparedDataFile.Read("/nowhere/data.bin")).Message.ShouldBe("/nowhere/data.bin: found no file, expected prepared data; prepare the data again.");
        var path = _folder.File("data.bin");
        PreparedDataFile.Write(path, SmallData.Images());
        var bytes = File.ReadAllBytes(path);
        bytes[8] = 9;
        File.WriteAllBytes(path, bytes);
        Should.Throw<NascentException>(() => PreparedDataFile.Read(path)).Message.ShouldContain("found prepared data of version 9, expected at most 2");
    }

    [Fact]
    public void The_checksum_covers_the_test_part()
    {
        var data = SmallData.Images();
        var all = DataChecksum.Of(data.Task, data.Preprocessing, data.Train, data.Validation, data.Validation);
        all.Length.ShouldBe(64);
        DataChecksum.Of(data.Task, data.Preprocessing, data.Train, data.Validation, data.Train).ShouldNotBe(all);
    }
}
