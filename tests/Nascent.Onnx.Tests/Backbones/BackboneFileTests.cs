using Google.Protobuf;
using Nascent.Onnx.Backbones;
using Nascent.Onnx.Export;
using Nascent.Onnx.Schema;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;
using Kind = Nascent.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace Nascent.Onnx.Tests.Backbones;

/// <summary>Files of strangers are read before anything of them runs, and refused in the user's words.</summary>
public sealed class BackboneFileTests
{
    [Fact]
    public void What_a_network_reads_is_read_off_its_input()
    {
        Plain().Read().Input.ShouldBe(new BackboneInput("x", false, false, 3, 8, 8));
        Classified(new ForeignModel(13, DataType.Uint8, 6, 4, 3)).Read().Input.ShouldBe(new BackboneInput("x", true, true, 3, 6, 4));
        var open = Plain();
        open.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height";
        open.Graph.Input[0].Type.TensorType.Shape.Dim[3].DimParam = "width";
        open.Read().Input.ShouldBe(new BackboneInput("x", false, false, 3, null, null));
    }

    [Fact]
    public void Weights_that_an_old_file_lists_among_its_inputs_are_none()
    {
        var foreign = Plain();
        foreign.Graph.Input.Add(Tensor.Value("weight_0", DataType.Float, "", 4));
        foreign.Read().Input.Name.ShouldBe("x");
    }

    [Fact]
    public void Bytes_of_something_else_are_no_network()
    {
        Should.Throw<NascentException>(() => BackboneFile.Read([1, 2, 3, 250], "a.onnx")).Message.ShouldContain("found no ONNX model (4 bytes that do not parse)");
        Should.Throw<NascentException>(() => BackboneFile.Read([], "a.onnx")).Message.ShouldContain("bytes without a graph");
        Should.Throw<NascentException>(() => BackboneFile.Read("/dev/zero")).Message.ShouldContain("not a regular file");
    }

    [Theory]
    [InlineData("loop", "found the operator Loop")]
    [InlineData("domain", "found the operator com.example.Conv")]
    [InlineData("integers", "It is a network of integers: take the float32 one")]
    [InlineData("inner", "found a graph inside of Relu ('body')")]
    [InlineData("external", "found the weight 'weight_0' in another file")]
    [InlineData("external-constant", "found a constant of Constant in another file")]
    [InlineData("half", "found the weight 'weight_0' of type Float16, expected float32")]
    [InlineData("function", "found functions of its own")]
    [InlineData("sparse", "found sparse weights")]
    [InlineData("opset", "found operators of version 5 (opset), expected 7 to 23")]
    [InlineData("newer", "found Softmax of version 11 (opset), expected 13 or newer")]
    [InlineData("order", "reading 'nobody' before anything gives it")]
    [InlineData("twice", "found two values named")]
    [InlineData("doubled", "found two weights named 'weight_0'")]
    [InlineData("inputs", "found 2 inputs ('x', 'y'), expected one")]
    [InlineData("axes", "found the input 'x' with 2 axes, expected 4")]
    [InlineData("channels", "found the input 'x' of (?, 5, 8, 8), expected images of 1 or 3 channels")]
    [InlineData("type", "found the input 'x' of type Int64, expected float32 or uint8")]
    [InlineData("huge", "found images of 4096 pixels, expected at most 1024")]
    public void A_file_that_cannot_be_a_backbone_is_refused(string what, string expected)
    {
        var foreign = new ForeignModel(what switch { "opset" => 5, "newer" => 11, _ => 13 }, what == "type" ? DataType.Int64 : DataType.Float, what switch { "axes" => [3], "channels" => [5, 8, 8], "huge" => [3, 4096, 4096], _ => [3, 8, 8] });
        Classified(foreign);
        var (model, graph) = (foreign.Model, foreign.Graph);
        switch (what)
        {
            case "loop": foreign.Add("Loop", ["x"]); break;
            case "domain": graph.Node[0].Domain = "com.example"; break;
            case "integers": foreign.Add("QLinearConv", ["x"]); break;
            case "inner": foreign.Add("Relu", ["x"], new AttributeProto { Name = "body", Type = Kind.Graph }); break;
            case "external": graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External; break;
            case "external-constant": foreign.Add("Constant", [], new AttributeProto { Name = "value", Type = Kind.Tensor, T = new() { DataLocation = TensorProto.Types.DataLocation.External } }); break;
            case "half": graph.Initializer[0].DataType = (int)DataType.Float16; break;
            case "function": model.Functions.Add(ByteString.CopyFromUtf8("f")); break;
            case "sparse": graph.SparseInitializer.Add(ByteString.CopyFromUtf8("s")); break;
            case "newer": foreign.Add("Softmax", ["x"]); break;
            case "order": foreign.Add("Relu", ["nobody"]); break;
            case "twice": foreign.Add("Relu", ["x"]); graph.Node[^1].Output[0] = graph.Node[0].Output[0]; break;
            case "doubled": graph.Initializer.Add(graph.Initializer[0].Clone()); break;
            case "inputs": graph.Input.Add(Tensor.Value("y", DataType.Float, "", 3, 8, 8)); break;
        }

        var message = Should.Throw<NascentException>(() => foreign.Read()).Message;
        message.ShouldStartWith("foreign.onnx: ");
        message.ShouldContain(expected);
    }

    private static ForeignModel Plain() => Classified(new ForeignModel(13));

    private static ForeignModel Classified(ForeignModel foreign) => foreign.Classify(foreign.Conv("x", 3, 8), 8);
}
