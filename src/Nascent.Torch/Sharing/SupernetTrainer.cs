using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>Trains a supernet: each step takes a batch through the paths of a rule, and changes the weights once by the sum of their gradients, at the rate of the path whose rate is highest; others count for less (<see cref="PathRates"/>).</summary>
/// <remarks>Everything follows from the seed. Not safe for use by several threads at once.</remarks>
public sealed class SupernetTrainer : IDisposable
{
    private const string Progress = "supernet trainer";

    private readonly Supernet _supernet;
    private readonly PathRule _rule;
    private readonly Func<Genotype, bool> _allows;
    private readonly Seed _seed;
    private readonly TrainingBatches _batches;
    private readonly SharedOptimiser _optimiser;
    private readonly PathRates _rates;

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="rule">Which paths.</param>
    /// <param name="epochs">Passes over the data for which the learning rate is scheduled.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="allows">Whether a path may be trained; null for all.</param>
    /// <param name="byComplexity">How much later the learning rate falls for paths that compute more than others, at least 0: 0 for all alike; at 1, the default, that of the largest networks hardly falls (Jeon et al. 2025).</param>
    public SupernetTrainer(Supernet supernet, PreparedData data, TrainingRecipe recipe, PathRule rule, double epochs, Seed seed, Func<Genotype, bool>? allows = null, double byComplexity = 1)
    {
        (_supernet, _rule, _seed, _allows) = (supernet, rule, seed, allows ?? (_ => true));
        _batches = new TrainingBatches(data, recipe, [.. Enumerable.Range(0, data.Train.Count)], seed);
        _optimiser = new SharedOptimiser(recipe);
        TotalSteps = Math.Max(1, (long)Math.Round(epochs * _batches.StepsPerEpoch));
        _rates = new(supernet, new(recipe.LearningRate, recipe.WarmUp, TotalSteps), byComplexity, seed.Derive("complexity"), allows);
    }

    /// <summary>Steps of the whole training.</summary>
    public long TotalSteps { get; }

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Samples that went through paths so far, each as often as it did.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>One batch through the paths of the step, and one change of the weights.</summary>
    /// <returns>The mean loss of the paths that learned from labels.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    /// <exception cref="NascentException">No path is allowed.</exception>
    public double Step()
    {
        using var scope = NewDisposeScope();
        var (sum, labelled, teacher) = (0.0, 0, Array.Empty<float>());
        var paths = _rule.PathsOf(_supernet.Space, _allows, StepsDone, _seed.Derive("paths"));
        var (rate, shares) = _rates.Of(paths.Select(path => path.Genotype), StepsDone);
        foreach (var (i, path) in paths.Index())
        {
            var module = _supernet.Load(path.Genotype).Module;
            var loss = _batches.ForwardAndBackward(module, StepsDone, teacher: path.Distilled ? teacher : null);
            _supernet.TakeGradients(module, shares[i]);
            SamplesSeen += _batches.BatchSize;
            if (!path.Distilled)
                (sum, labelled, teacher) = (sum + loss, labelled + 1, _batches.Outputs);
        }

        var norm = _optimiser.Step(_supernet, rate);
        if (!double.IsFinite(norm))
            throw new EstimationFailedException("nan", $"The supernet's gradient is {norm} at step {StepsDone} of {TotalSteps}.");
        StepsDone++;
        return sum / labelled;
    }

    /// <summary>Writes all that the training goes on with, as a whole or not at all.</summary>
    public void Save(string path)
    {
        var state = new SharedState { Numbers = { [Progress] = [StepsDone, SamplesSeen] } };
        _supernet.AddTo(state);
        state.Write(path);
    }

    /// <summary>Goes on where <see cref="Save"/> was called: to the same weights, bit for bit, as without a break. To be called before the first step.</summary>
    /// <exception cref="NascentException">It is no such file, or is damaged.</exception>
    public void Restore(string path)
    {
        var state = SharedState.Read(path);
        if (state.Numbers.GetValueOrDefault(Progress) is not [var steps, var samples])
            throw new NascentException($"{path}: found no progress of a supernet's training, expected one; it is another search's.");
        _supernet.Restore(state);
        (StepsDone, SamplesSeen) = ((long)steps, (long)samples);
    }

    /// <inheritdoc/>
    public void Dispose() => _batches.Dispose();
}
