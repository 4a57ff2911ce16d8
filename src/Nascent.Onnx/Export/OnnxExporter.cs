using System.Collections.Immutable;
using Google.Protobuf;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Onnx.Metadata;
using Nascent.Onnx.Schema;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Writes a network with its weights as an ONNX model that takes raw input and gives what users want to know.</summary>
/// <remarks>
/// Opset 17, IR version 8, an open batch axis. Images go in as uint8 (batch, channels, height, width), 0 to 255; tables as one input
/// (batch, 1) a column, double with NaN where missing or string with an empty text where missing. Preprocessing is inside the graph; what
/// is written is the simplified network (<see cref="Simplification"/>), without dropout, and with batch normalisation folded into the layer before it where that is legal. Every export must then pass
/// <see cref="Parity.ParityCheck"/>. Thread-safe.
/// </remarks>
public static class OnnxExporter
{
    /// <summary>The version of the operator set ai.onnx that models use.</summary>
    public const int OperatorSet = 17;

    private const int MachineLearningOperatorSet = 3;
    private const int IrVersion = 8;

    /// <summary>Exports a network.</summary>
    /// <param name="architecture">The network: one input that fits the preprocessing, one output with the values that the task needs.</param>
    /// <param name="weights">Values for each weight of the network that its outputs depend on, by name; others are ignored.</param>
    /// <param name="task">What is predicted; it decides the outputs (see <see cref="OutputName"/>) and brings the names of the classes.</param>
    /// <param name="preprocessing">What turns raw input into the network's input.</param>
    /// <param name="metadata">Further entries for the file, such as scores and provenance; no key starts with <see cref="ModelKey.Prefix"/>.</param>
    /// <exception cref="NascentException">A weight is missing, has another shape or is not finite, or the network fits neither task nor preprocessing.</exception>
    public static OnnxModelFile Export(
        Architecture architecture,
        IReadOnlyList<NamedTensor> weights,
        LearningTask task,
        Preprocessing preprocessing,
        ImmutableSortedDictionary<string, string> metadata)
    {
        ExportContract.Check(architecture, task, preprocessing);
        var graph = new GraphWriter(architecture.Name.Length == 0 ? "network" : architecture.Name);
        var head = new HeadWriter(graph, task);
        var simplification = Simplification.Of(architecture);
        var network = simplification.Architecture;
        var operators = new OperatorWriter(graph, network, new WeightTable(network, Rename(weights, simplification.Weights)));
        var input = network.Inputs[0];
        if (preprocessing is Preprocessing.Backbone backbone)
            WriteBackbone(graph, operators, network, backbone);
        else
            operators.Bind(input.Node, WriteInput(graph, input.Name, preprocessing));
        foreach (var node in network.Nodes)
            operators.Write(node);
        head.Write(operators.ValueOf(network.Outputs[0].Node));
        var model = Wrap(graph);
        CardOf(architecture.Name, task, preprocessing, metadata).WriteTo(model);
        return new OnnxModelFile(model.ToByteArray());
    }

    /// <summary>Exports a piece of a network, to be timed: it takes what the preprocessing takes, or numbers as they are, and gives what the task needs, or numbers as they are.</summary>
    /// <param name="piece">The piece: one input and one output.</param>
    /// <param name="weights">Values for each weight.</param>
    /// <param name="preprocessing">What turns raw input into its input; null where it is no beginning of a network.</param>
    /// <param name="task">What is predicted; null where it is no end of a network.</param>
    internal static byte[] ExportPiece(Architecture piece, IReadOnlyList<NamedTensor> weights, Preprocessing? preprocessing, LearningTask? task)
    {
        const string Given = "x", Result = "y";
        var graph = new GraphWriter("piece");
        var head = task is null ? null : new HeadWriter(graph, task);
        var operators = new OperatorWriter(graph, piece, new WeightTable(piece, weights));
        var (input, output) = (piece.Inputs[0], piece.Outputs[0].Node);
        if (preprocessing is not null)
            operators.Bind(input.Node, WriteInput(graph, input.Name, preprocessing));
        else
        {
            graph.Graph.Input.Add(Tensor.Value(graph.Claim(Given), DataType.Float, "", piece.ShapeOf(input.Node).Axes.Select(axis => axis.Size)));
            operators.Bind(input.Node, Given);
        }

        foreach (var node in piece.Nodes)
            operators.Write(node);
        if (head is not null)
            head.Write(operators.ValueOf(output));
        else
        {
            graph.AddNamed("Identity", graph.Claim(Result), "", [operators.ValueOf(output)]);
            graph.Graph.Output.Add(Tensor.Value(Result, DataType.Float, "", piece.ShapeOf(output).Axes.Select(axis => axis.Size)));
        }

        return Wrap(graph).ToByteArray();
    }

    private static string WriteInput(GraphWriter graph, string name, Preprocessing preprocessing) => preprocessing switch
    {
        Preprocessing.Image image => ImagePreprocessingWriter.Write(graph, name, image),
        Preprocessing.Table table => new TablePreprocessingWriter(graph).Write(name, table),
        _ => throw new InvalidOperationException($"No ONNX form of the preprocessing {preprocessing.GetType().Name}."),
    };

    /// <summary>Writes the backbone as far as the network reads it: of a single place, what comes behind it is left out.</summary>
    private static void WriteBackbone(GraphWriter graph, OperatorWriter operators, Architecture network, Preprocessing.Backbone backbone)
    {
        var input = network.Inputs[0];
        var writer = new BackboneWriter(graph, input.Name, backbone);
        foreach (var node in network.Nodes.Where(node => node.Inputs.Contains(input.Node)))
            if (node.Operator is Operator.BackboneFeatures features)
                operators.Bind(node.Path, writer.Features(node.Path.Text, features.First, features.Features));
        if (network.Nodes.Any(node => node.Operator is not Operator.BackboneFeatures && node.Inputs.Contains(input.Node)))
            operators.Bind(input.Node, writer.Features(input.Name, 0, backbone.Features));
    }

    // Whoever runs the file gives it images: what the backbone makes of them is inside.
    private static ModelCard CardOf(string name, LearningTask task, Preprocessing preprocessing, ImmutableSortedDictionary<string, string> metadata) => preprocessing is not Preprocessing.Backbone backbone
        ? new(name, task, preprocessing, metadata)
        : new(name, task, backbone.Pixels, metadata.SetItem("backbone", backbone.Source).SetItem("backbone.sha256", backbone.Sha256));

    private static NamedTensor[] Rename(IReadOnlyList<NamedTensor> weights, IReadOnlyDictionary<string, string> names) =>
        [.. weights.Where(weight => names.ContainsKey(weight.Name)).Select(weight => weight with { Name = names[weight.Name] })];

    /// <summary>A model of a graph, in the versions that Nascent writes.</summary>
    internal static ModelProto Wrap(GraphWriter graph)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "nascent",
            ProducerVersion = typeof(OnnxExporter).Assembly.GetName().Version!.ToString(3),
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = OperatorSet } },
        };
        model.OpsetImport.AddRange(graph.Domains.Select(domain => new OperatorSetIdProto { Domain = domain, Version = MachineLearningOperatorSet }));
        return model;
    }
}
