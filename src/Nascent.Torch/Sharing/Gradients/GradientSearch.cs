using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Training;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>A search by gradients: each step trains the shared weights on one half of the training part, then the weights of the options on the other half, by their gradients through the gates of the network.</summary>
public abstract class GradientSearch : IDisposable
{
    private readonly Seed _seed;
    private readonly TrainingBatches _forWeights;
    private readonly TrainingBatches _forOptions;
    private readonly SharedOptimiser _optimiser;
    private readonly LearningRateSchedule _schedule;
    private readonly ExpectedCost? _cost;
    private readonly CollapseWatch? _watch;
    private readonly UnrolledStep? _unrolled;
    private readonly long _optionsFrom;

    private protected GradientSearch(Supernet supernet, PreparedData data, TrainingRecipe recipe, GradientSettings settings, Seed seed)
    {
        (Supernet, Options, _seed) = (supernet, new(settings.LearningRate, settings.Decay), seed);
        Decisions = supernet.Space.Decisions.ToImmutableDictionary(decision => decision.Path);
        (_forWeights, _forOptions) = TrainingBatches.Halves(data, recipe, seed);
        _optimiser = new SharedOptimiser(recipe);
        TotalSteps = Math.Max(1, (long)Math.Round(settings.Epochs * _forWeights.StepsPerEpoch));
        _optionsFrom = (long)(settings.WarmUp * TotalSteps);
        _schedule = new(recipe.LearningRate, recipe.WarmUp, TotalSteps);
        if (settings.Cost is { Weight: > 0 } cost)
            _cost = new(supernet.Space, supernet.Signature, cost, seed.Derive("cost"));
        if (settings is MixtureSettings { SecondOrder: true })
            _unrolled = new(supernet, _forWeights, _forOptions);
        if (settings.Guard is { } guard)
            _watch = new(guard, supernet.Space, supernet.Signature, _optionsFrom, TotalSteps, seed.Derive("guard"));
    }

    /// <summary>Steps of the whole search.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Whether all steps are taken, or the search was stopped.</summary>
    public bool IsOver => StepsDone >= TotalSteps || Collapse is not null;

    /// <summary>Why the guard stopped the search; null where it did not.</summary>
    public string? Collapse { get; private set; }

    /// <summary>The network that the search prefers, before a collapse if there was one; decisions that have no gate, such as widths, take their last option.</summary>
    public Genotype Best => Collapse is not null && _watch?.Sound is { } sound ? sound : Preferred;

    private protected Supernet Supernet { get; }

    private protected ArchitectureWeights Options { get; }

    private protected ImmutableDictionary<DecisionPath, Decision> Decisions { get; }

    /// <summary>The softmax of the weights of a decision's options.</summary>
    public ImmutableArray<double> ProbabilitiesOf(Decision decision) => [.. Options.ProbabilitiesOf(decision)];

    /// <summary>The mean entropy of some decisions, each as a share of that of equal probabilities: 1 where nothing is known yet.</summary>
    public double Entropy(IEnumerable<Decision> decisions) => decisions.Average(Options.EntropyOf);

    /// <summary>One step of the weights and, after the warm-up, one of the options.</summary>
    /// <returns>The losses on both halves, the second 0 in the warm-up.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    /// <exception cref="InvalidOperationException">The search is over.</exception>
    public (double OfWeights, double OfOptions) Step()
    {
        if (IsOver)
            throw new InvalidOperationException(Collapse ?? "All steps are taken.");
        var seed = _seed.Derive("step").Derive((ulong)StepsDone);
        var losses = (TrainWeights(seed.Derive("weights")), StepsDone < _optionsFrom ? 0 : TrainOptions(seed.Derive("options")));
        StepsDone++;
        Collapse = _watch?.Look(StepsDone, () => Preferred);
        return losses;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forWeights.Dispose();
        _forOptions.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static int Last(Decision decision) => decision.Options.Length - 1;

    /// <summary>The network of a half-step.</summary>
    /// <param name="seed">The key of what is drawn.</param>
    /// <param name="learns">Whether the options learn from it, and gradients by gates are of use.</param>
    private protected abstract OpenGates Open(Seed seed, bool learns);

    /// <summary>The option that a decision without a gate takes.</summary>
    private protected abstract int Otherwise(Decision decision, Seed seed);

    private Genotype Preferred => Options.BestOf(Supernet.Space, Last);

    private (double Loss, Dictionary<DecisionPath, double[]> Gradient) FirstOrder(OpenGates open)
    {
        var loss = _forOptions.ForwardAndBackward(open.Path.Module, StepsDone, open.Values, byWeights: false);
        return (loss, open.ByOptions(open.ByGates()));
    }

    private double TrainWeights(Seed seed)
    {
        using var scope = NewDisposeScope();
        var open = Open(seed, learns: false);
        var loss = _forWeights.ForwardAndBackward(open.Path.Module, StepsDone, open.Values);
        Supernet.TakeGradients(open.Path.Module);
        var norm = _optimiser.Step(Supernet, _schedule.At(StepsDone));
        return double.IsFinite(norm) ? loss : throw new EstimationFailedException("nan", $"The supernet's gradient is {norm} at step {StepsDone} of {TotalSteps}.");
    }

    private double TrainOptions(Seed seed)
    {
        using var scope = NewDisposeScope();
        var (loss, gradients) = _unrolled?.Of(() => Open(seed, learns: true), StepsDone, _schedule.At(StepsDone)) ?? FirstOrder(Open(seed, learns: true));
        _cost?.AddTo(gradients, Options, decision => Otherwise(decision, seed), seed.Derive("cost"));
        foreach (var (path, gradient) in gradients)
            Options.Step(Decisions[path], gradient);
        return loss;
    }
}
