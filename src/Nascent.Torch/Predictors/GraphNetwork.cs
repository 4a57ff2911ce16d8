using Nascent.Randomness;
using Nascent.Torch.Native;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Nascent.Torch.Predictors;

/// <summary>A network over architectures: nodes tell the nodes that read them, and those that they read, what they are.</summary>
/// <remarks>
/// Message passing in the form of Gilmer, Schoenholz, Riley, Vinyals and Dahl 2017, with means over neighbours and a matrix for each direction, as predictors of architectures have it (Wen et al. 2020): in each round
/// h ← h + relu(h S + mean(h of inputs) I + mean(h of readers) O + b). The mean over all nodes, beside the known scores, goes through one hidden layer whose units are what <see cref="BayesianLinear"/>
/// reads. Initial weights from the seed, with the variance of He et al. 2015. Results are the same bits on one thread of one machine. The weights live as long as this object. One owner.
/// </remarks>
internal sealed class GraphNetwork
{
    private const int Width = 32, Rounds = 3;

    /// <summary>Units of the last hidden layer.</summary>
    public const int Units = 24;

    // Kept: TorchSharp does not hold on to a scalar while libtorch reads it, and the garbage collector may free a temporary one under a long sum.
    private static readonly Scalar One = 1f.ToScalar();

    private readonly Parameter _embedding; // (features, width)
    private readonly Parameter[] _own, _fromInputs, _fromReaders, _bias; // of each round: (width, width), (width)
    private readonly Parameter _hidden, _hiddenBias; // (width + 1 + scores, units), (units)
    private readonly Parameter _output, _outputBias; // (units, 1), (1)

    /// <summary>Makes a network.</summary>
    /// <param name="scores">The number of known scores.</param>
    /// <param name="seed">The key of the initial weights.</param>
    public GraphNetwork(int scores, Seed seed)
    {
        _embedding = Initial("embedding", 4, NodeFeatures.Length, Width);
        _own = OfRounds("own", 3 * Width, Width, Width);
        _fromInputs = OfRounds("inputs", 3 * Width, Width, Width);
        _fromReaders = OfRounds("readers", 3 * Width, Width, Width);
        _bias = OfRounds("bias", 0, Width);
        var read = Width + 1 + scores;
        (_hidden, _hiddenBias) = (Initial("hidden", read, read, Units), Initial("hidden bias", 0, Units));
        (_output, _outputBias) = (Initial("output", 100 * Units, Units, 1), Initial("output bias", 0, 1));
        Weights = [_embedding, .. _own, .. _fromInputs, .. _fromReaders, .. _bias, _hidden, _hiddenBias, _output, _outputBias];

        Parameter[] OfRounds(string name, int inputs, params long[] shape) => [.. Enumerable.Range(0, Rounds).Select(round => Initial($"{name} {round}", inputs, shape))];

        // Biases, which have no inputs, begin at 0.
        Parameter Initial(string name, int inputs, params long[] shape)
        {
            var (stream, range) = (seed.Derive(name).Stream(), inputs == 0 ? 0 : Math.Sqrt(6.0 / inputs));
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)(range * ((2 * stream.NextDouble()) - 1));
            using var scope = NewDisposeScope();
            return new Parameter(tensor(values, shape).DetachFromDisposeScope());
        }
    }

    /// <summary>All weights.</summary>
    public IReadOnlyList<Parameter> Weights { get; }

    /// <summary>The units of the last hidden layer, (graphs, units); to be called within the caller's dispose scope.</summary>
    public Tensor UnitsOf(GraphBatch batch)
    {
        var nodes = batch.Features.mm(_embedding).relu().index_select(0, batch.Rows); // (nodes, width)
        for (var round = 0; round < Rounds; round++)
        {
            var inputs = Sum(nodes, batch.From, batch.To).mul(batch.PerInput);
            var readers = Sum(nodes, batch.To, batch.From).mul(batch.PerOutput);
            nodes = nodes.Plus(nodes.mm(_own[round]).Plus(inputs.mm(_fromInputs[round])).Plus(readers.mm(_fromReaders[round])).Plus(_bias[round]).relu());
        }

        var mean = zeros(batch.PerNode.shape[0], Width).index_add(0, batch.GraphOf, nodes, One).mul(batch.PerNode); // (graphs, width)
        return cat([mean, batch.Known], 1).mm(_hidden).Plus(_hiddenBias).relu();
    }

    /// <summary>The score of each graph, (graphs), from the units.</summary>
    public Tensor Output(Tensor units) => units.mm(_output).Plus(_outputBias).view(-1);

    /// <summary>For each node, the sum over its edges of what stands at their other end.</summary>
    private static Tensor Sum(Tensor nodes, Tensor from, Tensor to) => zeros_like(nodes).index_add(0, to, nodes.index_select(0, from), One);
}
