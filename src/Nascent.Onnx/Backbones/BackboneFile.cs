using System.Security.Cryptography;
using Google.Protobuf;
using Nascent.Files;
using Nascent.Onnx.Schema;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Backbones;

/// <summary>A network for images that somebody else made: an ONNX file, read and checked before anything of it runs.</summary>
/// <remarks>
/// It must have one input of rank 4 and be of the operators of <see cref="BackboneOperators"/>, in float32, with its weights inside: so it can neither loop, nor read other files, nor call foreign code.
/// Immutable by contract; safe for use by several threads.
/// </remarks>
public sealed class BackboneFile
{
    /// <summary>The most bytes of a file: 512 MiB.</summary>
    public const long MostBytes = 512L << 20;

    private const int MostNodes = 20_000;
    private const int OldestOpset = 7;
    private const int NewestOpset = 23;

    private static readonly DataType[] Refused = [DataType.Float16, DataType.Bfloat16];

    private BackboneFile(string source, string sha256, ModelProto model, BackboneInput input, long opset) => (Source, Sha256, Model, Input, Opset) = (source, sha256, model, input, opset);

    /// <summary>What messages call it: the file's path.</summary>
    public string Source { get; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>What it reads.</summary>
    public BackboneInput Input { get; }

    /// <summary>The model as it is in the file; nobody writes to it.</summary>
    internal ModelProto Model { get; }

    /// <summary>The version of the operators that it is written with.</summary>
    internal long Opset { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="NascentException">It is no file, no ONNX model, or none that can be a backbone; the message says what was found and expected.</exception>
    public static BackboneFile Read(string path) => Read(RegularFile.ReadBytes(path, "an .onnx file of a network for images", MostBytes), path);

    /// <summary>Reads and checks a file's bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="NascentException">They are no ONNX model, or none that can be a backbone.</exception>
    public static BackboneFile Read(byte[] bytes, string source)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new NascentException($"{source}: found no ONNX model ({bytes.Length:N0} bytes that do not parse), expected an .onnx file of a network for images. Was it cut short?", failure);
        }

        if (model.Graph is not { Node.Count: > 0 } graph)
            throw new NascentException($"{source}: found no ONNX model ({bytes.Length:N0} bytes without a graph), expected an .onnx file of a network for images.");
        var opset = OpsetOf(model, source);
        Check(graph, model, opset, source);
        return new(source, Convert.ToHexStringLower(SHA256.HashData(bytes)), model, BackboneInput.Of(graph, source), opset);
    }

    private static long OpsetOf(ModelProto model, string source)
    {
        var opset = model.OpsetImport.FirstOrDefault(import => BackboneOperators.IsStandard(import.Domain))?.Version ?? 1;
        return opset is >= OldestOpset and <= NewestOpset ? opset
            : throw new NascentException($"{source}: found operators of version {opset} (opset), expected {OldestOpset} to {NewestOpset}. Export the network again with such a version.");
    }

    private static void Check(GraphProto graph, ModelProto model, long opset, string source)
    {
        if (graph.Node.Count > MostNodes)
            throw new NascentException($"{source}: found {graph.Node.Count:N0} operators, expected at most {MostNodes:N0}.");
        if (model.Functions.Count > 0 || graph.SparseInitializer.Count > 0)
            throw new NascentException($"{source}: found {(model.Functions.Count > 0 ? "functions of its own" : "sparse weights")}, expected a plain network. Export it without them.");
        foreach (var weight in graph.Initializer)
        {
            if (weight.DataLocation == TensorProto.Types.DataLocation.External)
                throw new NascentException($"{source}: found the weight '{weight.Name}' in another file, expected all weights inside. Save the model as one file.");
            if (Refused.Contains((DataType)weight.DataType))
                throw new NascentException($"{source}: found the weight '{weight.Name}' of type {(DataType)weight.DataType}, expected float32. Export the network in float32.");
        }

        if (graph.Initializer.CountBy(weight => weight.Name).FirstOrDefault(pair => pair.Value > 1) is { Key: { } doubled })
            throw new NascentException($"{source}: found two weights named '{doubled}', expected names of their own. Export the network again.");
        var known = graph.Input.Select(input => input.Name).Concat(graph.Initializer.Select(weight => weight.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            BackboneOperators.Require(node, opset, source);
            if (node.Input.FirstOrDefault(input => input.Length > 0 && !known.Contains(input)) is { } unknown)
                throw new NascentException($"{source}: found the operator {node.OpType} reading '{unknown}' before anything gives it, expected operators in order. Export the network again.");
            if (node.Output.FirstOrDefault(output => output.Length > 0 && !known.Add(output)) is { } twice)
                throw new NascentException($"{source}: found two values named '{twice}', expected names of their own. Export the network again.");
        }
    }
}
