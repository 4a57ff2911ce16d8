using Nascent.Onnx.Metadata;
using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Writes the outputs that users read.</summary>
internal sealed class HeadWriter
{
    private readonly GraphWriter _graph;
    private readonly LearningTask _task;

    /// <summary>Keeps the outputs' names before anything else can take them.</summary>
    public HeadWriter(GraphWriter graph, LearningTask task)
    {
        (_graph, _task) = (graph, task);
        string[] names = task is LearningTask.Classification ? [OutputName.Scores, OutputName.Probabilities] : [OutputName.PredictedNumber];
        foreach (var name in names)
            graph.Claim(name);
    }

    /// <summary>Adds the outputs that follow from what the network gives.</summary>
    public void Write(string value)
    {
        const string doc = "output";
        switch (_task)
        {
            case LearningTask.Classification { Outputs: var classes }:
                _graph.AddNamed("Identity", OutputName.Scores, doc, [value]);
                _graph.AddNamed("Softmax", OutputName.Probabilities, doc, [value], [Attribute.Of("axis", 1L)]);
                _graph.Graph.Output.Add(Tensor.Value(OutputName.Scores, DataType.Float, "one score a class, before softmax", classes));
                _graph.Graph.Output.Add(Tensor.Value(OutputName.Probabilities, DataType.Float, "one probability a class", classes));
                break;
            case LearningTask.Regression regression:
                var wide = _graph.Node("Cast", $"{OutputName.PredictedNumber}.float64", doc, [value], [Attribute.Of("to", (long)DataType.Double)]);
                var scaled = _graph.Node("Mul", $"{OutputName.PredictedNumber}.scaled", doc, [wide, _graph.Scalar(regression.StandardDeviation)]);
                var mean = _graph.Scalar(regression.Mean);
                _graph.AddNamed("Add", OutputName.PredictedNumber, doc, [scaled, mean]);
                _graph.Graph.Output.Add(Tensor.Value(OutputName.PredictedNumber, DataType.Double, $"{regression.Target}, in its own unit", 1));
                break;
            default:
                throw new InvalidOperationException($"No ONNX outputs for the task {_task.GetType().Name}.");
        }
    }
}
