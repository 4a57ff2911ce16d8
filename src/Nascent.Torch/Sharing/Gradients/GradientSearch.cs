using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>A search by gradients: each step changes the weights of the options by one half of the training part, through the gates of the network, then the shared weights by the other half (Liu et al. 2019, algorithm 1).</summary>
public abstract class GradientSearch : ISharedSearch
{
    private const int DrawsForEach = 50;
    private const string Progress = "search by gradients", Collapses = "restarts", Stopped = "stopped", Sound = "sound", OptionsOf = "options:";

    private readonly Seed _seed;
    private readonly TrainingRecipe _recipe;
    private readonly GradientSettings _settings;
    private readonly TrainingBatches _forWeights;
    private readonly TrainingBatches _forOptions;
    private readonly LearningRateSchedule _schedule;
    private readonly ExpectedCost? _cost;
    private readonly CollapseWatch? _watch;
    private readonly UnrolledStep? _unrolled;
    private readonly long _optionsFrom;
    private readonly bool _dirichlet;
    private SharedOptimiser _optimiser;

    private protected GradientSearch(Supernet supernet, PreparedData data, TrainingRecipe recipe, GradientSettings settings, Seed seed, bool unrolled = false, bool dirichlet = false)
    {
        (Supernet, _recipe, _settings, _seed, _dirichlet) = (supernet, recipe, settings, seed, dirichlet);
        Options = NewOptions();
        Choices = supernet.Space.Genotypes.Decisions.ToDictionary(decision => decision.Path);
        (_forWeights, _forOptions) = TrainingBatches.Halves(data, recipe, seed);
        _optimiser = new SharedOptimiser(recipe, settings.LearnedNorms);
        TotalSteps = Math.Max(1, (long)Math.Round(settings.Epochs * _forWeights.StepsPerEpoch));
        _optionsFrom = (long)(settings.WarmUp * TotalSteps);
        _schedule = new(recipe.LearningRate, recipe.WarmUp, TotalSteps);
        if (settings.Cost is { Weight: > 0 } cost)
            _cost = new(supernet.Space, supernet.Signature, cost, seed.Derive("cost"));
        if (unrolled)
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

    /// <summary>Why the guard let the options begin anew, each time that it did.</summary>
    public ImmutableArray<string> Restarts { get; private set; } = [];

    /// <summary>The network that the search prefers, before a collapse if there was one and the options have not learned anew since; decisions that have no gate, such as widths, take the middle option.</summary>
    public Genotype Best => (Collapse is not null || (Restarts.Length > 0 && _watch!.IsPatient(StepsDone))) && _watch?.Sound is { } sound ? sound : Preferred;

    private protected Supernet Supernet { get; }

    private protected ArchitectureWeights Options { get; private set; }

    /// <summary>What has weights for its options, or may come to have them: the space's decisions, and what a method adds.</summary>
    private protected Dictionary<DecisionPath, Decision> Choices { get; }

    /// <summary>By how much stronger than the settings say the options are disturbed: more after each restart.</summary>
    private protected double Disturbance => Math.Pow(CollapseGuard.Harder, Restarts.Length);

    /// <summary>How probable each option of a decision is: the softmax of their weights, or the mean of the Dirichlet distribution that shares are drawn from.</summary>
    public ImmutableArray<double> ProbabilitiesOf(Decision decision) => [.. Options.ProbabilitiesOf(decision)];

    /// <inheritdoc/>
    public double Undecided => Entropy(Supernet.Space.Genotypes.Decisions.Where(decision => decision.Kind is DecisionKind.Operator));

    /// <inheritdoc/>
    public bool PrefersByScores => false;

    /// <inheritdoc/>
    public string? Note => Collapse is { } collapse ? $"stopped: {collapse}" : Restarts.IsEmpty ? null : $"begun anew {Restarts.Length} times: {string.Join(' ', Restarts)}";

    /// <inheritdoc/>
    public ImmutableArray<double>? SharesOf(Decision decision) => decision.Kind is DecisionKind.Operator ? ProbabilitiesOf(decision) : null;

    /// <summary>The mean entropy of some decisions, each as a share of that of equal probabilities: 1 where nothing is known yet.</summary>
    public double Entropy(IEnumerable<Decision> decisions) => decisions.Average(Options.EntropyOf);

    /// <summary>One step of the options, after the warm-up, and one of the weights.</summary>
    /// <returns>The losses on both halves, the second 0 in the warm-up.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    /// <exception cref="InvalidOperationException">The search is over.</exception>
    public (double OfWeights, double OfOptions) Step()
    {
        if (IsOver)
            throw new InvalidOperationException(Collapse ?? "All steps are taken.");
        var seed = _seed.Derive("step").Derive((ulong)StepsDone);
        var ofOptions = StepsDone < _optionsFrom ? 0 : TrainOptions(seed.Derive("options"));
        var ofWeights = TrainWeights(seed.Derive("weights"));
        StepsDone++;
        if (_watch?.Look(StepsDone, () => Preferred) is { } collapse)
            Give(collapse);
        return (ofWeights, ofOptions);
    }

    /// <inheritdoc/>
    public void Save(string path)
    {
        var state = new SharedState { Numbers = { [Progress] = [StepsDone, _watch?.From ?? 0] }, Texts = { [Collapses] = [.. Restarts], [Stopped] = Collapse is null ? [] : [Collapse], [Sound] = _watch?.Sound is { } sound ? [sound.ToString()] : [] } };
        foreach (var (decision, numbers) in Options.Export())
            state.Numbers[OptionsOf + decision] = numbers;
        Supernet.AddTo(state);
        state.Write(path);
    }

    /// <inheritdoc/>
    public void Restore(string path)
    {
        var state = SharedState.Read(path);
        if (state.Numbers.GetValueOrDefault(Progress) is not [var steps, var patience] || !state.Texts.TryGetValue(Collapses, out var restarts))
            throw new NascentException($"{path}: found no progress of a search by gradients, expected one; it is another search's.");
        Restarts = [.. restarts];
        (StepsDone, Collapse) = ((long)steps, state.Texts[Stopped].FirstOrDefault());
        Regularise();
        foreach (var (name, numbers) in state.Numbers.Where(number => number.Key.StartsWith(OptionsOf, StringComparison.Ordinal)))
            Options.Import(new(name[OptionsOf.Length..]), numbers);
        _watch?.GoOn((long)patience, state.Texts[Sound].Select(Supernet.Space.Genotypes.Parse).FirstOrDefault());
        Supernet.Restore(state);
    }

    /// <inheritdoc/>
    public ImmutableArray<Genotype> Candidates(int count, Func<Genotype, bool> allows)
    {
        var found = new List<Genotype>();
        var seed = _seed.Derive("candidates");
        if (allows(Best))
            found.Add(Best);
        for (var (draw, vain) = (0, 0); draw < 2 * count * DrawsForEach && found.Count < count; draw++, vain++)
        {
            // In turn the preferred blocks with other sizes, as long as that gives a new network that is allowed, and other blocks.
            var (of, preferred) = (seed.Derive(draw), found.Count % 2 == 0 && vain < DrawsForEach);
            var genotype = Supernet.Space.Genotypes.Complete(decision => decision.Kind is not DecisionKind.Operator ? of.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length)
                : preferred ? PreferredOf(decision) : Options.Draw(decision, of.Derive(decision.Path.Text)), of);
            if (found.Contains(genotype) || !allows(genotype))
                continue;
            found.Add(genotype);
            vain = 0;
        }

        return [.. found];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forWeights.Dispose();
        _forOptions.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The option that a decision without a gate takes where nothing says another: the middle one.</summary>
    private protected static int Usual(Decision decision) => decision.Options.Length / 2;

    /// <summary>The network of a half-step.</summary>
    /// <param name="seed">The key of what is drawn.</param>
    /// <param name="learns">Whether the options learn from it, and gradients by gates are of use.</param>
    private protected abstract OpenGates Open(Seed seed, bool learns);

    /// <summary>The option that a decision without a gate takes.</summary>
    private protected abstract int Otherwise(Decision decision, Seed seed);

    /// <summary>Whether an option may be part of the network that the search prefers.</summary>
    private protected virtual bool MayEnd(Decision decision, int option) => true;

    private Genotype Preferred => Supernet.Space.Genotypes.Complete(decision => decision.Kind is DecisionKind.Operator ? PreferredOf(decision) : Usual(decision), default);

    private int PreferredOf(Decision decision) => Options.BestOf(decision, option => MayEnd(decision, option));

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
            Options.Step(Choices[path], gradient);
        return loss;
    }

    private void Give(string collapse)
    {
        if (Restarts.Length >= _settings.Guard!.Restarts)
        {
            Collapse = collapse;
            return;
        }

        Restarts = Restarts.Add(collapse);
        Options = NewOptions();
        Regularise();
        _watch!.Restart(StepsDone);
    }

    private void Regularise() => _optimiser = new(_recipe with { WeightDecay = _recipe.WeightDecay * Disturbance }, _settings.LearnedNorms);

    private ArchitectureWeights NewOptions() => new(_settings.LearningRate, _settings.Decay, _dirichlet);
}
