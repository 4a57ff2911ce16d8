using Google.Protobuf;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

/// <summary>The seal is a plain checksum, which anyone can compute: a file that is sealed anew is refused by what it says, in one line, before anything is made to its measure.</summary>
public sealed class AbsurdModelFileTests
{
    private static readonly byte[] Image = Fixture.OfImages(new Seed(1), 1, 4, 4, (net, image) =>
        net.Add(new("stem"), new Operator.Convolution(2, 3, 1, 1, 1, 1, true), image)).Export().Bytes;

    private static readonly byte[] Table = Fixture.OfTable(new Seed(2), (_, columns) => columns).Export().Bytes;

    [Theory]
    [InlineData(ModelKey.Preprocessing, """{"kind":"image","channels":4,"height":2000000000,"width":2000000000,"mean":[0],"standardDeviation":[1]}""", "found images of 4×2000000000×2000000000")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"image","channels":1,"height":-4,"width":4,"mean":[0],"standardDeviation":[1]}""", "found images of 1×-4×4")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"image","channels":1,"height":4,"width":4}""", "found no mean and standard deviation for each channel")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"image","channels":1,"height":4,"width":4,"mean":[0],"standardDeviation":[0]}""", "the standard deviation 0")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"image","channels":1,"height":8,"width":4,"mean":[0],"standardDeviation":[1]}""", "found input 1 of 1×4×4 values a sample, expected 1×8×4")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table","columns":[]}""", "found no columns")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table"}""", "found no columns")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table","columns":[null]}""", "found nothing in the place of a column")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table","columns":[{"kind":"categorical","name":"a"}]}""", "column 'a': found no categories")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table","columns":[{"kind":"numeric","name":"a","mean":0,"standardDeviation":1},{"kind":"numeric","name":"a","mean":0,"standardDeviation":1}]}""", "found 'a' twice")]
    [InlineData(ModelKey.Preprocessing, """{"kind":"table","columns":[{"kind":"numeric","name":"a","mean":0,"standardDeviation":1}]}""", "found input 1 of type Uint8, expected Double or Float")]
    [InlineData(ModelKey.Task, """{"kind":"classification"}""", "found fewer than two classes")]
    [InlineData(ModelKey.Task, """{"kind":"classification","classes":["a",null,"b"]}""", "found a missing name")]
    [InlineData(ModelKey.Task, """{"kind":"classification","classes":["a","b","c","d"]}""", "found output 'scores' of 3 values a sample, expected 4")]
    [InlineData(ModelKey.Task, """{"kind":"regression","target":"y","mean":0,"standardDeviation":1}""", "found no output 'prediction', expected one")]
    public void Metadata_that_cannot_be_true_is_refused(string key, string value, string expected) =>
        Message(Resealed(Image, model => model.MetadataProps.Single(entry => entry.Key == key).Value = value)).ShouldContain(expected);

    [Fact]
    public void A_graph_that_declares_absurd_outputs_is_refused() => Message(Resealed(Image, model =>
        model.Graph.Output.Single(output => output.Name == "scores").Type.TensorType.Shape.Dim[1].DimValue = 1_000_000_000)).ShouldContain("found output 'scores' of 1000000000 values a sample, expected 3");

    [Fact]
    public void Tables_of_other_columns_than_the_graph_are_refused() => Message(Resealed(Table, model => model.Graph.Input.RemoveAt(0))).ShouldContain("found 4 inputs, expected 5");

    [Fact]
    public void What_the_runtime_says_is_cut_to_one_plain_line()
    {
        var message = Message(Resealed(Image, model => model.Graph.Node.First(node => node.OpType == "Conv").Input[1] = "no\u001b[31msuch\nweight"));
        message.ShouldStartWith("m.onnx: ONNX Runtime ");
        message.ShouldNotContain('\n');
        message.Any(char.IsControl).ShouldBeFalse();
    }

    [Fact]
    public void A_device_or_a_pipe_is_no_model()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has /dev/zero.");
        Should.Throw<NascentException>(() => OnnxModel.Load("/dev/zero")).Message.ShouldBe("/dev/zero: found a device, which is not a regular file, expected an .onnx file.");
    }

    private static byte[] Resealed(byte[] file, Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(file);
        change(model);
        model.MetadataProps.RemoveAt(model.MetadataProps.Count - 1);
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelKey.Checksum, Value = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(model.ToByteArray())) });
        return model.ToByteArray();
    }

    private static string Message(byte[] file)
    {
        var message = Should.Throw<NascentException>(() => OnnxModel.Load(new OnnxModelFile(file), "m.onnx").Dispose()).Message;
        message.ShouldStartWith("m.onnx: ");
        return message;
    }
}
