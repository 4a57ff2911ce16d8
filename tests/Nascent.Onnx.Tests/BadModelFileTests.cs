using Google.Protobuf;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

public sealed class BadModelFileTests
{
    private static readonly byte[] Good = Fixture.OfImages(new Seed(1), 1, 4, 4, (net, image) =>
        net.Add(new("stem"), new Operator.Convolution(2, 3, 1, 1, 1, 1, true), image)).Export().Bytes;

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<NascentException>(() => OnnxModel.Load("nowhere/best.onnx")).Message.ShouldStartWith("nowhere/best.onnx: cannot read the model (");

    [Fact]
    public void An_empty_file_is_no_model() =>
        Message([]).ShouldBe("m.onnx: found no ONNX model (0 bytes without a graph), expected an .onnx file.");

    [Fact]
    public void A_text_file_is_no_model() =>
        Message("width,height\n3,4\n"u8.ToArray()).ShouldBe("m.onnx: found no ONNX model (17 bytes that do not parse), expected an .onnx file. Was it cut short?");

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < Good.Length; length += 7)
            Message(Good[..length]).ShouldStartWith("m.onnx: ");
        Message(Good[..^1]).ShouldContain("Was it cut short?");
    }

    [Fact]
    public void A_file_with_one_bit_changed_is_refused()
    {
        var random = new Seed(2).Stream();
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])Good.Clone();
            var place = random.NextInt(damaged.Length);
            damaged[place] ^= (byte)(1 << random.NextInt(8));
            Should.Throw<NascentException>(() => OnnxModel.Load(new OnnxModelFile(damaged), "m.onnx").Dispose(), $"byte {place}").Message.ShouldStartWith("m.onnx: ");
        }
    }

    [Fact]
    public void A_model_that_others_made_is_refused_with_the_reason()
    {
        var model = ModelProto.Parser.ParseFrom(Good);
        model.MetadataProps.Clear();
        Message(model.ToByteArray()).ShouldStartWith("m.onnx: found an ONNX model without Nascent's metadata, expected one that 'nascent search' or 'nascent export' wrote.");
    }

    [Fact]
    public void A_model_of_a_later_version_is_refused_with_the_reason()
    {
        var model = ModelProto.Parser.ParseFrom(Good);
        model.MetadataProps.Single(entry => entry.Key == ModelKey.Schema).Value = "3";
        Message(model.ToByteArray()).ShouldBe("m.onnx: found metadata of version 3, expected version 1 or 2. Use the version of Nascent that wrote the file.");
    }

    [Fact]
    public void An_edited_model_is_refused_with_the_reason()
    {
        var model = ModelProto.Parser.ParseFrom(Good);
        model.Graph.Node[0].OpType = "Abs";
        Message(model.ToByteArray()).ShouldBe("m.onnx: the checksum does not match: the file was damaged, cut short or edited after its export. Export it again.");
    }

    private static string Message(byte[] bytes) => Should.Throw<NascentException>(() => OnnxModel.Load(new OnnxModelFile(bytes), "m.onnx").Dispose()).Message;
}
