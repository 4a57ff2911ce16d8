using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Torch.Training;
using Nascent.Torch.Training.Courses;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing;

/// <summary>Trains a supernet: each step takes a batch through the paths of a rule, and changes the weights once by the sum of their gradients, at the rate of the path whose rate is highest; others count for less (<see cref="PathRates"/>).</summary>
/// <remarks>
/// Everything follows from the seed, the number of parts, and the moves of the end where a clock moves it. With several parts, each path computes its share of the batch on as many threads, with batch statistics of
/// their own. Not safe for use by several threads at once.
/// </remarks>
public sealed class SupernetTrainer : IDisposable
{
    private const string Progress = "supernet trainer", CourseMoves = "supernet trainer: course";

    private readonly Supernet _supernet;
    private readonly PathRule _rule;
    private readonly Func<Genotype, bool> _allows;
    private readonly Seed _seed;
    private readonly TrainingBatches[] _parts;
    private readonly PartThreads _threads;
    private readonly SharedOptimiser _optimiser;
    private readonly PathRates _rates;
    private readonly CourseLine _course;

    /// <param name="supernet">The supernet.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="rule">Which paths.</param>
    /// <param name="epochs">Passes over the data for which the learning rate is scheduled.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="allows">Whether a path may be trained; null for all.</param>
    /// <param name="byComplexity">How much later the learning rate falls for paths that compute more than others, at least 0: 0 for all alike; at 1, the default, that of the largest networks hardly falls (Jeon et al. 2025).</param>
    /// <param name="parts">Into how many parts each batch is split, each for a thread of its own.</param>
    public SupernetTrainer(
        Supernet supernet, PreparedData data, TrainingRecipe recipe, PathRule rule, double epochs, Seed seed, Func<Genotype, bool>? allows = null, double byComplexity = 1, int parts = 1)
    {
        (_supernet, _rule, _seed, _allows) = (supernet, rule, seed, allows ?? (_ => true));
        parts = Math.Clamp(parts, 1, Math.Min(recipe.BatchSize, data.Train.Count));
        _parts = [.. Enumerable.Range(0, parts).Select(part => new TrainingBatches(data, recipe, [.. Enumerable.Range(0, data.Train.Count)], seed, part, parts))];
        _threads = new(parts);
        _optimiser = new SharedOptimiser(recipe);
        StepsPerEpoch = _parts[0].StepsPerEpoch;
        _course = new(Math.Max(1, (long)Math.Round(epochs * StepsPerEpoch)));
        _rates = new(supernet, new(recipe.LearningRate, recipe.WarmUp, TotalSteps), byComplexity, seed.Derive("complexity"), allows);
    }

    /// <summary>Batches in one pass over the data.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Steps of the whole training, as planned now.</summary>
    public long TotalSteps => _course.TotalSteps;

    /// <summary>Steps taken.</summary>
    public long StepsDone { get; private set; }

    /// <summary>Samples that went through paths so far, each as often as it did.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>What moves the end; null, the default, where nothing does.</summary>
    internal ICoursePilot? Pilot { get; set; }

    /// <summary>One batch through the paths of the step, and one change of the weights.</summary>
    /// <returns>The mean loss of the paths that learned from labels alone.</returns>
    /// <exception cref="EstimationFailedException">A loss or the gradient is no number.</exception>
    /// <exception cref="NascentException">No path is allowed.</exception>
    public double Step()
    {
        var paths = _rule.PathsOf(_supernet.Space, _allows, StepsDone, _seed.Derive("paths"));
        var (rate, shares) = _rates.Of(paths.Select(path => path.Genotype), _course.PlaceOf(StepsDone));
        var (sum, labelled, teachers) = (0.0, 0, new float[]?[_parts.Length]);
        foreach (var together in paths.Zip(shares).Chunk(Math.Max(1, Supernet.MostPaths / _parts.Length)))
            foreach (var (path, loss) in together.Zip(Through(together, teachers)).Where(path => path.First.First.Taught == 0))
                (sum, labelled) = (sum + loss, labelled + 1);

        var norm = _optimiser.Step(_supernet, rate);
        if (!double.IsFinite(norm))
            throw new EstimationFailedException("nan", $"The supernet's gradient is {norm} at step {StepsDone} of {TotalSteps}.");
        StepsDone++;
        if (StepsDone < TotalSteps && Pilot?.After(StepsDone, TotalSteps) is { } change)
            _course.Move(change);
        return sum / labelled;
    }

    /// <summary>Takes the batch through paths, part beside part, and adds the gradients in the order of paths and parts.</summary>
    /// <param name="paths">The paths, each with its share.</param>
    /// <param name="teachers">What the first path of the step said, by part; null at first.</param>
    /// <returns>The loss of each path.</returns>
    private double[] Through((SharedPath Path, float Share)[] paths, float[]?[] teachers)
    {
        var modules = _supernet.Load(Array.ConvertAll(paths, path => path.Path.Genotype), _threads);
        var losses = Array.ConvertAll(_parts, _ => new double[paths.Length]);
        // No part waits for another before the last path.
        _threads.Run(part =>
        {
            for (var i = 0; i < paths.Length; i++)
            {
                using var scope = NewDisposeScope();
                losses[part][i] = _parts[part].ForwardAndBackward(modules[part][i], StepsDone, teacher: teachers[part], taught: paths[i].Path.Taught);
                teachers[part] ??= _parts[part].Outputs;
            }
        });
        _supernet.TakeGradients([.. paths.Index().SelectMany(path => modules.Select(ofPart => (ofPart[path.Index], path.Item.Share / _parts.Length)))], _threads);
        SamplesSeen += paths.Length * _parts.Sum(part => (long)part.BatchSize);
        return [.. paths.Select((_, i) => losses.Average(ofPart => ofPart[i]))];
    }

    /// <summary>Writes all that the training goes on with, as a whole or not at all.</summary>
    public void Save(string path)
    {
        var state = new SharedState();
        AddTo(state);
        state.Write(path);
    }

    /// <summary>Adds all that the training goes on with, the supernet's weights among it.</summary>
    internal void AddTo(SharedState state)
    {
        state.Numbers[Progress] = [StepsDone, SamplesSeen];
        state.Numbers[CourseMoves] = [.. _course.Changes.SelectMany(change => (double[])[change.Step, change.Left])];
        _supernet.AddTo(state);
    }

    /// <summary>Goes on where <see cref="Save"/> was called: to the same weights, bit for bit, as without a break. To be called before the first step.</summary>
    /// <exception cref="NascentException">It is no such file, or is damaged.</exception>
    public void Restore(string path) => Restore(SharedState.Read(path), path);

    /// <summary>The same of what was read before.</summary>
    /// <exception cref="NascentException">It has no such training.</exception>
    internal void Restore(SharedState state, string path)
    {
        if (state.Numbers.GetValueOrDefault(Progress) is not [var steps, var samples])
            throw new NascentException($"{path}: found no progress of a supernet's training, expected one; it is another search's.");
        _supernet.Restore(state);
        foreach (var move in state.Numbers.GetValueOrDefault(CourseMoves, []).Chunk(2))
            _course.Move(new((long)move[0], (long)move[1]));
        (StepsDone, SamplesSeen) = ((long)steps, (long)samples);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        foreach (var part in _parts)
            part.Dispose();
    }
}
