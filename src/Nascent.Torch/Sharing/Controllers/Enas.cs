using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Torch.Strategies.Controllers;
using Nascent.Trials;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Controllers;

/// <summary>Searches by a controller and shared weights that are trained in turn (Pham, Guan, Zoph, Le and Dean 2018, ENAS): each step changes the weights once, and after a warm-up the controller once.</summary>
/// <remarks>
/// Weights learn on one half of the training part, the controller on the other, by REINFORCE, with the controller of <c>reinforce</c>. Works on every space.
/// Deviations, against what the paper's search is known to do where it is repeated (it ends in skip connections: Dong and Yang 2020, 54 % on NAS-Bench-201): a warm-up, and strictly fair paths in a share of the steps after it; learning rates by what paths compute (<see cref="PathRates"/>), which do not fall to zero;
/// the networks of an update are compared on the same images, and the advantage is the reward less their mean, over their deviation, with no moving average; the reward is e^(−loss), the geometric mean of the probabilities of the right classes, of which
/// one batch says more than of the accuracy; in turn means step by step, not pass by pass; the end is the best of some draws by their scores on the validation part with statistics of their own, not on a batch.
/// </remarks>
public sealed class Enas : ISharedSearch
{
    private const int DrawsForEach = 10;
    private const int Looked = 32;
    private const string Progress = "search by a controller", OfController = "controller:";

    private readonly Supernet _supernet;
    private readonly EnasSettings _settings;
    private readonly Seed _seed;
    private readonly TrainingBatches _forWeights;
    private readonly TrainingBatches _forController;
    private readonly SharedOptimiser _optimiser;
    private readonly PathRates _rates;
    private readonly DecisionTokens _tokens;
    private readonly LstmController _controller;
    private readonly PolicyLearner _learner;
    private readonly long _controllerFrom;
    private (long Step, ImmutableArray<Genotype> Draws) _looked;

    /// <summary>Begins a search; nothing is trained yet.</summary>
    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data; its training part is halved.</param>
    /// <param name="recipe">How the shared weights are trained.</param>
    /// <param name="settings">How it searches.</param>
    /// <param name="seed">The key of all randomness.</param>
    public Enas(Supernet supernet, PreparedData data, TrainingRecipe recipe, EnasSettings settings, Seed seed)
    {
        (_supernet, _settings, _seed) = (supernet, settings, seed);
        (_forWeights, _forController) = TrainingBatches.Halves(data, recipe, seed);
        _optimiser = new SharedOptimiser(recipe);
        TotalSteps = Math.Max(1, (long)Math.Round(settings.Epochs * _forWeights.StepsPerEpoch));
        _controllerFrom = (long)(settings.WarmUp * TotalSteps);
        _rates = new(supernet, new(recipe.LearningRate, recipe.WarmUp, TotalSteps, settings.LastRate), settings.ByComplexity, seed.Derive("complexity"));
        _tokens = new DecisionTokens(supernet.Space.Genotypes);
        var options = new ControllerOptions
        {
            Hidden = settings.Hidden,
            LearningRate = settings.LearningRate,
            Batch = settings.Compared,
            Baseline = 0,
            Entropy = settings.Entropy,
            Temperature = 1,
            TanhConstant = settings.TanhConstant,
            Window = 1,
            Distinct = false,
        };
        _controller = new LstmController(_tokens, options.Hidden, new LogitShape(options.Temperature, options.TanhConstant), seed.Derive("controller"));
        _learner = new PolicyLearner(_controller, options, new PolicyObjective(1, (now, _, advantages) => now * advantages));
    }

    /// <summary>Steps of the whole search.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>One step of the weights and, after the warm-up, one of the controller.</summary>
    /// <returns>The mean loss of the paths, and the mean reward of the networks compared, in the range (0, 1], or 0 in the warm-up.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    public (double OfWeights, double OfOptions) Step()
    {
        var seed = _seed.Derive("step").Derive((ulong)StepsDone);
        var result = (TrainWeights(seed.Derive("weights")), StepsDone < _controllerFrom ? 0 : TrainController(seed.Derive("controller")));
        StepsDone++;
        return result;
    }

    /// <inheritdoc/>
    public bool IsOver => StepsDone >= TotalSteps;

    /// <summary>How undecided the controller is: the entropy of its answers as a share of that of equal probabilities, a mean over 32 draws.</summary>
    public double Undecided
    {
        get
        {
            using var scope = NewDisposeScope();
            using var untaped = no_grad();
            var walks = Looks().Select(WalkOf).ToArray();
            var most = walks.Sum(walk => walk.Decisions.Sum(decision => Math.Log(_tokens.OptionsOf(decision))));
            return most == 0 ? 0 : _controller.Score(walks).Entropies.sum().item<double>() / most;
        }
    }

    /// <inheritdoc/>
    public bool PrefersByScores => true;

    /// <inheritdoc/>
    public string? Note => null;

    /// <summary>How often each option of a decision is among 32 draws in which it is open; null where it is in none.</summary>
    public ImmutableArray<double>? SharesOf(Decision decision)
    {
        var taken = Looks().Select(genotype => genotype[decision.Path]).OfType<string>().ToArray();
        return taken.Length == 0 ? null : [.. decision.Options.Select(option => taken.Count(other => other == option) / (double)taken.Length)];
    }

    /// <summary>Different networks that the controller draws, in order.</summary>
    /// <param name="count">How many at most; fewer where ten times as many draws give no more.</param>
    /// <param name="allows">Whether a network keeps the limits.</param>
    public ImmutableArray<Genotype> Candidates(int count, Func<Genotype, bool> allows) =>
        [.. Enumerable.Range(0, count * DrawsForEach).Select(i => Draw(_seed.Derive("end").Derive((ulong)StepsDone).Derive(i))).Distinct().Where(allows).Take(count)];

    /// <summary>The best of the controller's draws by the shared weights.</summary>
    /// <param name="scores">Scores them.</param>
    /// <param name="objective">What is better.</param>
    /// <param name="count">How many are scored.</param>
    public Genotype Best(SubnetScores scores, Objective objective, int count = 100) => Candidates(count, _ => true).MaxBy(genotype => objective.Score(scores.ScoresOf(genotype)))!;

    /// <inheritdoc/>
    public void Save(string path)
    {
        var state = new SharedState { Numbers = { [Progress] = [StepsDone] } };
        foreach (var (i, numbers) in _learner.Export().Index())
            state.Numbers[OfController + i] = numbers;
        _supernet.AddTo(state);
        state.Write(path);
    }

    /// <inheritdoc/>
    public void Restore(string path)
    {
        var state = SharedState.Read(path);
        if (state.Numbers.GetValueOrDefault(Progress) is not [var steps])
            throw new NascentException($"{path}: found no progress of a search by a controller, expected one; it is another search's.");
        StepsDone = (long)steps;
        _learner.Import([.. Enumerable.Range(0, state.Numbers.Keys.Count(name => name.StartsWith(OfController, StringComparison.Ordinal))).Select(i => state.Numbers[OfController + i])]);
        _supernet.Restore(state);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _forWeights.Dispose();
        _forController.Dispose();
    }

    /// <summary>Draws of the present step.</summary>
    private ImmutableArray<Genotype> Looks()
    {
        if (_looked.Step != StepsDone || _looked.Draws.IsDefault)
            _looked = (StepsDone, [.. Enumerable.Range(0, Looked).Select(i => Draw(_seed.Derive("look").Derive((ulong)StepsDone).Derive(i)))]);
        return _looked.Draws;
    }

    private Genotype Draw(Seed seed) => _controller.Sample(_supernet.Space.Genotypes, seed).Genotype;

    private DecisionWalk WalkOf(Genotype genotype) => DecisionWalk.Of(_supernet.Space.Genotypes, _tokens, genotype);

    private double TrainWeights(Seed seed)
    {
        using var scope = NewDisposeScope();
        var isFair = StepsDone < _controllerFrom || seed.Derive("fair").Stream().NextDouble() < _settings.FairShare;
        ImmutableArray<Genotype> paths = isFair
            ? [.. PathRule.StrictlyFair.PathsOf(_supernet.Space, _ => true, StepsDone, _seed.Derive("fair")).Select(path => path.Genotype)]
            : [.. Enumerable.Range(0, _settings.Paths).Select(i => Draw(seed.Derive(i)))];
        var loss = 0.0;
        var (rate, shares) = _rates.Of(paths, StepsDone);
        foreach (var (i, genotype) in paths.Index())
        {
            var module = _supernet.Load(genotype).Module;
            loss += _forWeights.ForwardAndBackward(module, StepsDone) / paths.Length;
            _supernet.TakeGradients(module, shares[i]);
        }

        var norm = _optimiser.Step(_supernet, rate);
        return double.IsFinite(norm) ? loss : throw new EstimationFailedException("nan", $"The supernet's gradient is {norm} at step {StepsDone} of {TotalSteps}.");
    }

    private double TrainController(Seed seed)
    {
        var drawn = Enumerable.Range(0, _settings.Compared).Select(i => _controller.Sample(_supernet.Space.Genotypes, seed.Derive(i))).ToArray();
        var rewards = Array.ConvertAll(drawn, one => Reward(one.Genotype));
        var mean = rewards.Average();
        var deviation = Math.Sqrt(rewards.Average(reward => (reward - mean) * (reward - mean)));
        for (var i = 0; i < drawn.Length; i++)
            _learner.LearnAdvantage(WalkOf(drawn[i].Genotype), deviation > 0 ? (rewards[i] - mean) / deviation : 0, drawn[i].LogProbability);
        return mean;
    }

    private double Reward(Genotype genotype)
    {
        using var scope = NewDisposeScope();
        using var untaped = no_grad();
        return Math.Exp(-_forController.LossOf(_supernet.Load(genotype).Module, StepsDone));
    }
}
