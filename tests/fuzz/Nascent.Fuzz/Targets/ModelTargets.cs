using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Onnx;
using Nascent.Onnx.Backbones;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Running;
using Nascent.Onnx.Schema;
using Nascent.Onnx.Tests;
using Nascent.Onnx.Tests.Backbones;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Fuzz.Targets;

/// <summary>Exported models, sealed anew after they are damaged: the seal is a plain checksum, which anyone can compute.</summary>
internal static class ModelTargets
{
    private static readonly byte[] Image = Fixture.OfImages(new Seed(1), 1, 4, 4, (net, image) =>
        net.Add(new("stem"), new Operator.Convolution(2, 3, 1, 1, 1, 1, true), image)).Export().Bytes;

    private static readonly byte[] Table = Fixture.OfTable(new Seed(2), (_, columns) => columns).Export().Bytes;

    private static readonly byte[] Numbers = Fixture.OfTable(new Seed(2), (_, columns) => columns, new LearningTask.Regression("y", 3, 2)).Export().Bytes;

    public static FuzzTarget File() => FuzzTarget.Of([Image, Table, Numbers], (bytes, _) => Run(bytes)) with { Seal = (bytes, stream) => stream.NextInt(8) == 0 ? bytes : Sealed(bytes) };

    /// <summary>The entries of the metadata: a line for the task and a line for the preprocessing.</summary>
    public static FuzzTarget Card() => FuzzTarget.Of(new[] { Image, Table, Numbers }.Select(CardOf), (bytes, _) =>
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n', 2);
        var file = Encoding.UTF8.GetString(bytes) is var text && text.Contains("image", StringComparison.Ordinal) ? Image : text.Contains("regression", StringComparison.Ordinal) ? Numbers : Table;
        var model = ModelProto.Parser.ParseFrom(file);
        Entry(model, ModelKey.Task).Value = lines[0];
        Entry(model, ModelKey.Preprocessing).Value = lines.Length > 1 ? lines[1] : "";
        Run(Sealed(model));
    });

    /// <summary>Networks of strangers, as a search reads and runs them.</summary>
    public static FuzzTarget Backbone() => FuzzTarget.Of([ForeignBytes(7), ForeignBytes(13), ForeignBytes(18)], (bytes, _) =>
    {
        var file = BackboneFile.Read(bytes, "b.onnx");
        if (file.Input is { Height: > 64 } or { Width: > 64 })
            return; // time that the network takes is none of the reader's
        var images = ForeignModel.Images(2, file.Input.Channels);
        using var model = BackboneModel.Prepare(file, ForeignModel.ImageOf(images), 8, BackboneScale.ImageNet, images);
        model.FeaturesOf(images, null, CancellationToken.None);
    });

    private static byte[] ForeignBytes(int opset)
    {
        var foreign = new ForeignModel(opset);
        var first = foreign.Add("Relu", [foreign.Conv("x", 3, 16, stride: 2)]);
        var second = foreign.Add("Add", [foreign.Conv(first, 16, 16), first]);
        foreign.Classify(foreign.Add("Dropout", [foreign.Conv(second, 16, 12)]), 12);
        return foreign.Model.ToByteArray();
    }

    private static void Run(byte[] bytes)
    {
        using var model = OnnxModel.Load(new OnnxModelFile(bytes), "m.onnx");
        model.Predict(model.Card.Preprocessing switch
        {
            Preprocessing.Image image => new SampleValues.Pixels(new byte[image.Channels * image.Height * image.Width], image.Channels, image.Height, image.Width),
            Preprocessing.Table table => new SampleValues.Columns([.. table.Columns.Select(column => column is TableColumn.Numeric ? (RawColumn)new RawColumn.Numbers(column.Name, [2]) : new RawColumn.Texts(column.Name, ["a"]))], new float[table.Features], table.Features),
            _ => throw new NotSupportedException(),
        });
    }

    private static byte[] CardOf(byte[] file)
    {
        var model = ModelProto.Parser.ParseFrom(file);
        return Encoding.UTF8.GetBytes($"{Entry(model, ModelKey.Task).Value}\n{Entry(model, ModelKey.Preprocessing).Value}");
    }

    private static StringStringEntryProto Entry(ModelProto model, string key) => model.MetadataProps.Single(entry => entry.Key == key);

    // What does not parse is left as it is.
    private static byte[] Sealed(byte[] file)
    {
        try
        {
            return Sealed(ModelProto.Parser.ParseFrom(file));
        }
        catch (InvalidProtocolBufferException)
        {
            return file;
        }
    }

    private static byte[] Sealed(ModelProto model)
    {
        if (model.MetadataProps is [.., { } last] && last.Key == ModelKey.Checksum)
            model.MetadataProps.RemoveAt(model.MetadataProps.Count - 1);
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelKey.Checksum, Value = Convert.ToHexStringLower(SHA256.HashData(model.ToByteArray())) });
        return model.ToByteArray();
    }
}
