using Nascent.Predictors;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Torch.Predictors;

/// <summary>A graph network over architectures, with Bayesian linear regression on its last units.</summary>
/// <remarks>Trained by AdamW (Loshchilov and Hutter 2019) on the squared error, with a rate that falls to 0 along a line; a training step is one dispose scope, on one thread.</remarks>
internal sealed class GraphModel : IPredictorModel
{
    private const int Steps = 240, Batch = 16, BatchOfPredictions = 128;
    private const double LearningRate = 0.01, WeightDecay = 0.01;

    private readonly GraphEncoding _encoding;
    private readonly KnownFeatures _known;
    private readonly GraphNetwork _network;
    private readonly BayesianLinear _regression;

    private GraphModel(PredictorLesson lesson)
    {
        LibTorch.Load();
        LibTorch.UseThreads(1);
        (_encoding, _known) = (GraphEncoding.Of(lesson.Domain), lesson.Known);
        _network = new GraphNetwork(_known.Names.Length, lesson.Seed.Derive("weights"));
        var graphs = lesson.Inputs.Select(GraphOf).ToArray();
        Train(graphs, lesson);
        _regression = BayesianLinear.Fit(UnitsOf(graphs), lesson.Scores);
    }

    /// <summary>The entry in the table.</summary>
    public static PredictorDescription Description { get; } = new(
        "graph", "a graph neural network on the architecture and its known scores", "Gilmer et al. 2017; Wen et al. 2020; Snoek et al. 2015", 1, lesson => new GraphModel(lesson));

    /// <inheritdoc/>
    public IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs)
    {
        LibTorch.UseThreads(1);
        return [.. inputs.Chunk(BatchOfPredictions).SelectMany(chunk => UnitsOf([.. chunk.Select(GraphOf)]))
            .Select(units => _regression.Predict(units) is var (mean, deviation) ? new PredictedScore(mean, deviation) : default)];
    }

    private void Train((NetworkGraph Graph, float[] Known)[] graphs, PredictorLesson lesson)
    {
        var (stream, order) = (lesson.Seed.Derive("order").Stream(), Enumerable.Range(0, graphs.Length).ToArray());
        var (next, size) = (order.Length, Math.Min(Batch, order.Length));
        var adam = new ParameterAdam<float>(_network.Weights, WeightDecay);
        for (var step = 0; step < Steps; step++)
        {
            var chosen = new int[size];
            for (var i = 0; i < size; i++, next++)
            {
                if (next == order.Length)
                {
                    stream.Shuffle<int>(order);
                    next = 0;
                }

                chosen[i] = order[next];
            }

            Backward([.. chosen.Select(i => graphs[i])], [.. chosen.Select(i => (float)lesson.Scores[i])]);
            adam.Step(LearningRate * (Steps - step) / Steps);
        }
    }

    private void Backward((NetworkGraph Graph, float[] Known)[] graphs, float[] scores)
    {
        using var scope = NewDisposeScope();
        var loss = _network.Output(_network.UnitsOf(GraphBatch.Of(graphs))).Minus(tensor(scores)).square().mean();
        loss.backward();
    }

    /// <summary>The last hidden units of each graph.</summary>
    private float[][] UnitsOf((NetworkGraph Graph, float[] Known)[] graphs)
    {
        using var scope = NewDisposeScope();
        using var untaped = no_grad();
        return [.. _network.UnitsOf(GraphBatch.Of(graphs)).data<float>().ToArray().Chunk(GraphNetwork.Units)];
    }

    private (NetworkGraph Graph, float[] Known) GraphOf(PredictorInput input) => (_encoding.Of(input.Genotype), Array.ConvertAll(_known.Of(input), value => (float)value));
}
