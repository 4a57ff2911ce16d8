using Nascent.Torch.Native;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Changes a controller by what was observed, a batch at a time.</summary>
internal sealed class PolicyLearner
{
    private readonly LstmController _controller;
    private readonly ControllerOptions _options;
    private readonly PolicyObjective _objective;
    private readonly ParameterAdam<double> _adam;
    private readonly List<Lesson> _batch = [];
    private double _baseline = double.NaN;

    public PolicyLearner(LstmController controller, ControllerOptions options, PolicyObjective objective)
    {
        (_controller, _options, _objective) = (controller, options, objective);
        _adam = new ParameterAdam<double>(controller.Weights);
    }

    /// <summary>Learns from a trial, once as many wait as an update takes; what it is better by is over the moving average of rewards.</summary>
    public void Learn(DecisionWalk walk, double reward, double proposedLogProbability)
    {
        if (double.IsNaN(_baseline))
            _baseline = reward;
        var advantage = reward - _baseline;
        _baseline = (_options.Baseline * _baseline) + ((1 - _options.Baseline) * reward);
        LearnAdvantage(walk, advantage, proposedLogProbability);
    }

    /// <summary>The same, where it is known by how much the trial is better.</summary>
    public void LearnAdvantage(DecisionWalk walk, double advantage, double proposedLogProbability)
    {
        _batch.Add(new Lesson(walk, advantage, proposedLogProbability));
        if (_batch.Count < _options.Batch)
            return;
        for (var epoch = 0; epoch < _objective.Epochs; epoch++)
            Step();
        _batch.Clear();
    }

    /// <summary>The controller's weights and what is remembered of them, between two updates.</summary>
    public IEnumerable<double[]> Export() => _adam.Export();

    /// <summary>Goes on with what was exported.</summary>
    public void Import(IReadOnlyList<double[]> exported) => _adam.Import(exported);

    private void Step()
    {
        using var scope = NewDisposeScope();
        var (now, entropies) = _controller.Score([.. _batch.Select(lesson => lesson.Walk)]);
        var then = tensor(_batch.Select(lesson => lesson.LogProbability).ToArray());
        var advantages = tensor(_batch.Select(lesson => lesson.Advantage).ToArray());
        var loss = -_objective.Of(now, then, advantages).Plus(entropies.Times(_options.Entropy)).mean();
        loss.backward();
        _adam.Step(_options.LearningRate);
    }

    private sealed record Lesson(DecisionWalk Walk, double Advantage, double LogProbability);
}
