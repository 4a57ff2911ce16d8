using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Searches by gradients through sampled paths (Dong and Yang 2019, GDAS): each step trains the shared weights of one path on one half of the training part, then the options' weights by another path on the other half.</summary>
/// <remarks>
/// A decision's option is the largest of log-probability + Gumbel noise (Maddison et al. 2017). Forward it counts once; backward its gradient goes through the softmax of these sums over the temperature (straight through), so a step
/// computes a single path. The gradient by a choice is that by the gate behind it (<see cref="SearchSpace.ResolveGated"/>). The temperature falls linearly.
/// Works on every space with choices between blocks; decisions of sizes and of other attributes have no gate and are drawn uniformly, so that the weights serve all of them, until the end, where they take their last option.
/// Deviations: no search over pairs of input edges, which is a matter of the space; warm-up and batch size are the recipe's.
/// </remarks>
public sealed class Gdas : IDisposable
{
    private readonly Supernet _supernet;
    private readonly GdasSettings _settings;
    private readonly Seed _seed;
    private readonly ArchitectureWeights _options;
    private readonly ImmutableDictionary<DecisionPath, Decision> _decisions;
    private readonly TrainingBatches _forWeights;
    private readonly TrainingBatches _forOptions;
    private readonly SharedOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data; its training part is halved.</param>
    /// <param name="recipe">How the shared weights are trained.</param>
    /// <param name="settings">How it searches.</param>
    /// <param name="seed">The key of all randomness.</param>
    public Gdas(Supernet supernet, PreparedData data, TrainingRecipe recipe, GdasSettings settings, Seed seed)
    {
        (_supernet, _settings, _seed) = (supernet, settings, seed);
        _options = new ArchitectureWeights(settings.LearningRate, settings.Decay);
        _decisions = supernet.Space.Decisions.ToImmutableDictionary(decision => decision.Path);
        int[] all = [.. Enumerable.Range(0, data.Train.Count)];
        seed.Derive("halves").Stream().Shuffle<int>(all);
        _forWeights = new(data, recipe, all[..(all.Length / 2)], seed.Derive("weights"));
        _forOptions = new(data, recipe, all[(all.Length / 2)..], seed.Derive("options"));
        _optimiser = new SharedOptimiser(recipe);
        TotalSteps = Math.Max(1, (long)Math.Round(settings.Epochs * _forWeights.StepsPerEpoch));
        _schedule = new(recipe.LearningRate, recipe.WarmUp, TotalSteps);
    }

    /// <summary>Steps of the whole search.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>The network that the search prefers now.</summary>
    public Genotype Best => _options.BestOf(_supernet.Space, decision => decision.Options.Length - 1);

    /// <summary>The probability of each option of a decision.</summary>
    public ImmutableArray<double> ProbabilitiesOf(Decision decision) => [.. _options.ProbabilitiesOf(decision)];

    /// <summary>The mean entropy of the decisions that are searched, each as a share of that of equal probabilities.</summary>
    public double Entropy(IEnumerable<Decision> decisions) => decisions.Average(_options.EntropyOf);

    /// <summary>One step of the weights and one of the options.</summary>
    /// <returns>The losses on both halves.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    public (double OfWeights, double OfOptions) Step()
    {
        var step = _seed.Derive("step").Derive((ulong)StepsDone);
        var temperature = _settings.FirstTemperature + ((_settings.LastTemperature - _settings.FirstTemperature) * StepsDone / Math.Max(1, TotalSteps - 1));
        var ofWeights = TrainWeights(step.Derive("weights"), temperature);
        var ofOptions = TrainOptions(step.Derive("options"), temperature);
        StepsDone++;
        return (ofWeights, ofOptions);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forWeights.Dispose();
        _forOptions.Dispose();
    }

    private double TrainWeights(Seed seed, double temperature)
    {
        using var scope = NewDisposeScope();
        var path = _supernet.Load(Sample(seed, temperature, []));
        var loss = _forWeights.ForwardAndBackward(path.Module, StepsDone, [], byWeights: true);
        _supernet.TakeGradients(path.Module);
        var norm = _optimiser.Step(_supernet, _schedule.At(StepsDone));
        return double.IsFinite(norm) ? loss : throw new EstimationFailedException("nan", $"The supernet's gradient is {norm} at step {StepsDone} of {TotalSteps}.");
    }

    private double TrainOptions(Seed seed, double temperature)
    {
        using var scope = NewDisposeScope();
        var shares = new Dictionary<DecisionPath, (int Taken, double[] Shares)>();
        var path = _supernet.Load(Sample(seed, temperature, shares), gated: true);
        var gates = path.Gates.Select(gate => ones(1)).ToArray();
        var loss = _forOptions.ForwardAndBackward(path.Module, StepsDone, gates, byWeights: false);
        var byGate = new Dictionary<DecisionPath, double>();
        for (var i = 0; i < gates.Length; i++)
            byGate[path.Gates[i]] = byGate.GetValueOrDefault(path.Gates[i]) + (path.Module.GradientByInput(i + 1)?.item<float>() ?? 0);
        foreach (var (decision, gradient) in byGate)
        {
            var (taken, h) = shares[decision];
            _options.Step(_decisions[decision], [.. h.Select((share, option) => gradient * h[taken] * ((option == taken ? 1 : 0) - share) / temperature)]);
        }

        return loss;
    }

    /// <summary>A path: choices by their probabilities and Gumbel noise, sizes uniformly.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="temperature">Of the softmax.</param>
    /// <param name="shares">Where the softmax of each decision and the option taken go.</param>
    private Genotype Sample(Seed seed, double temperature, Dictionary<DecisionPath, (int Taken, double[] Shares)> shares) => _supernet.Space.Complete(
        decision =>
        {
            var stream = seed.Derive(decision.Path.Text).Stream();
            if (decision.Kind is not DecisionKind.Operator)
                return stream.NextInt(decision.Options.Length);
            var sums = _options.LogProbabilitiesOf(decision);
            for (var i = 0; i < sums.Length; i++)
                sums[i] = (sums[i] - Math.Log(-Math.Log(1 - stream.NextDouble() + 1e-300))) / temperature;
            var taken = Array.IndexOf(sums, sums.Max());
            var highest = sums[taken];
            var total = sums.Sum(sum => Math.Exp(sum - highest));
            shares[decision.Path] = (taken, [.. sums.Select(sum => Math.Exp(sum - highest) / total)]);
            return taken;
        },
        seed);
}
