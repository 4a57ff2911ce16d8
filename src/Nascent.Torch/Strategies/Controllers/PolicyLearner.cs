using Nascent.Torch.Native;
using static TorchSharp.torch;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>Changes a controller by what was observed, a batch at a time, with Adam (Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999, ε = 1e-8).</summary>
internal sealed class PolicyLearner
{
    private readonly LstmController _controller;
    private readonly ControllerOptions _options;
    private readonly PolicyObjective _objective;
    private readonly optim.Optimizer _adam;
    private readonly List<Lesson> _batch = [];
    private double _baseline = double.NaN;

    public PolicyLearner(LstmController controller, ControllerOptions options, PolicyObjective objective)
    {
        (_controller, _options, _objective) = (controller, options, objective);
        _adam = optim.Adam(controller.Weights, options.LearningRate);
    }

    /// <summary>Learns from a trial, once as many wait as an update takes.</summary>
    public void Learn(DecisionWalk walk, double reward, double proposedLogProbability)
    {
        if (double.IsNaN(_baseline))
            _baseline = reward;
        _batch.Add(new Lesson(walk, reward - _baseline, proposedLogProbability));
        _baseline = (_options.Baseline * _baseline) + ((1 - _options.Baseline) * reward);
        if (_batch.Count < _options.Batch)
            return;
        for (var epoch = 0; epoch < _objective.Epochs; epoch++)
            Step();
        _batch.Clear();
    }

    private void Step()
    {
        using var scope = NewDisposeScope();
        var (now, entropies) = _controller.Score([.. _batch.Select(lesson => lesson.Walk)]);
        var then = tensor(_batch.Select(lesson => lesson.LogProbability).ToArray());
        var advantages = tensor(_batch.Select(lesson => lesson.Advantage).ToArray());
        var loss = -_objective.Of(now, then, advantages).Plus(entropies.Times(_options.Entropy)).mean();
        _adam.zero_grad();
        loss.backward();
        _adam.step();
    }

    private sealed record Lesson(DecisionWalk Walk, double Advantage, double LogProbability);
}
