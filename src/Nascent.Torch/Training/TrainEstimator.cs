using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Files;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Starts;
using Nascent.Torch.Training.Checkpoints;
using Nascent.Torch.Training.Courses;

namespace Nascent.Torch.Training;

/// <summary>Says how good an architecture is by training it and scoring it on the validation part.</summary>
/// <remarks>
/// Fidelity: <c>epochs</c> (default 1, parts of an epoch allowed), <c>horizon</c> (default: the epochs), <c>dataShare</c> (default 1), <c>parts</c> (default 1), <c>withValidation</c> (default 0) and <c>heldOut</c> (default 0). After each epoch the network is scored on the validation part. The result is the
/// last epoch, where the learning rate has fallen to zero: the best of many epochs would flatter. A training that ends before its horizon gives its best epoch. With <c>heldOut</c>, unused samples
/// of the training part are scored in the place of the validation part: at most 500 of them after each epoch, all at the end. With <c>width</c> or <c>resolution</c> below 1 a <see cref="SmallCopy"/> is trained in the network's place. With <see cref="KeepWeights"/> set to 1 among the fidelity's axes, or else by the constructor, they are written to a file.
/// A training that is given a time moves its end with the speed of the machine, and its result tells how (<see cref="Evaluation.Course"/>); given that course, it is repeated bit for bit.
/// A training that ends before its horizon leaves a checkpoint, and a request with one goes on from it: the result is that of a training that was never paused, bit for bit. A checkpoint that
/// is missing, damaged or of another training restarts it and is told of in <see cref="Evaluation.Note"/>. Weights given as a checkpoint are where a training begins. One thread computes by default, so that the same request gives the same bits.
/// </remarks>
public sealed class TrainEstimator : IEstimator
{
    /// <summary>The estimator's name.</summary>
    public const string Name = "train";

    /// <summary>Goes up whenever the same request would give another result.</summary>
    public const int Version = 5;

    /// <summary>A fidelity axis: 1 to write the trained weights to a file, 0 not to. It does not change the result and is no part of the key.</summary>
    public const string KeepWeights = "keepWeights";

    /// <summary>How many samples are scored after an epoch, at most, where samples are held out.</summary>
    public const int ScoredEachEpoch = 500;

    // A step takes about as long as scoring three times as many samples: forward, and backward to activations and to weights.
    private const double StepsOfScoring = 3;

    private readonly PreparedData _data;
    private readonly TrainingRecipe _recipe;
    private readonly Metric _objective;
    private readonly Metric _fallback;
    private readonly string _artifactFolder;
    private readonly TrainingDevice _device;
    private readonly bool _keepWeights;
    private readonly int _threads;
    private readonly TimeProvider _time;
    private readonly CheckpointShelf _shelf;
    private readonly TrainingIdentity _identity;
    private readonly StartWeights? _start;

    /// <summary>Makes an estimator for one data set and recipe.</summary>
    /// <param name="data">The data.</param>
    /// <param name="recipe">How to train.</param>
    /// <param name="objective">What the curve shows, and what chooses the best epoch of a training that ends before its horizon; a metric that training does not measure, or that the validation part has not, is replaced by the task's first.</param>
    /// <param name="artifactFolder">Where weights are written; artifacts are named relative to the folder that holds it.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
    /// <param name="keepWeights">Whether weights are written where the fidelity does not say.</param>
    /// <param name="time">The clock for costs; the system's by default.</param>
    /// <param name="threads">Threads that libtorch uses for one operation, at least 1.</param>
    /// <exception cref="NascentException">The device is unknown or not there, the recipe's start is unknown, or libtorch cannot be loaded.</exception>
    public TrainEstimator(
        PreparedData data, TrainingRecipe recipe, Metric objective, string artifactFolder, string device, bool keepWeights = false, TimeProvider? time = null, int threads = 1)
    {
        (_data, _recipe, _artifactFolder, _keepWeights, _threads) = (data, recipe, artifactFolder, keepWeights, threads);
        _device = TrainingDevice.Parse(device);
        _device.Require();
        _time = time ?? TimeProvider.System;
        _shelf = new CheckpointShelf(artifactFolder);
        var measured = Metric.Of(data.Task);
        _fallback = measured[0];
        _objective = measured.Contains(objective) ? objective : _fallback;
        _identity = new TrainingIdentity(data, recipe, _objective);
        _start = recipe.Start is { } start ? StartWeights.Named(start) : null;
    }

    /// <summary>
    /// How often a training leaves a checkpoint at the end of an epoch, from which it goes on when it is asked for again after it was broken off; null, the default, for never.
    /// The checkpoint stays when the training ends.
    /// </summary>
    public TimeSpan? CheckpointEvery { get; init; }

    /// <summary>Weights that networks begin with, in place of those that the recipe names; for measurements of other starts.</summary>
    internal StartWeights? Start { init => _start = value; }

    /// <inheritdoc/>
    public EvaluationKey KeyOf(EvaluationRequest request) => _identity.KeyOf(request);

    /// <inheritdoc/>
    public ValueTask<Evaluation> EstimateAsync(EvaluationRequest request, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        LibTorch.UseThreads(_threads);
        var job = new JobClock(_time);
        using var module = new ArchitectureModule(SmallCopy.Of(request.Architecture, request.Fidelity), _device);
        var seed = new Seed(request.Seed);
        var recipe = _recipe;
        if (TrainingIdentity.WeightsOf(request) is { } weights)
            module.SetWeights(WeightFile.Read(FolderPath.Of(ParentFolder, weights.Path)));
        else
        {
            module.Initialise(seed.Derive("weights"));
            if (_start?.CopyTo(module) == true)
                recipe = recipe with { LearningRate = Math.Min(recipe.LearningRate, StartWeights.MostLearningRate) };
        }

        var data = DataOf(request);
        var trainer = new Trainer(module, data, recipe, TrainingIdentity.EpochsOf(request.Fidelity), request.Fidelity.Axis(Fidelity.DataShare, 1), seed, TrainingIdentity.HorizonOf(request.Fidelity), (int)request.Fidelity.Axis(Fidelity.Parts, 1));
        using var session = new TrainingSession(module, trainer, _objective.HigherIsBetter);
        var training = _identity.TrainingOf(request);
        var note = Resume(request, session, training, job);
        trainer.Pilot = PilotOf(request, trainer, job);
        try
        {
            var checkpoint = Train(data, request, session, module, training, job, progress, cancellationToken);
            Conclude(data, request, session, module, cancellationToken);
            ArtifactRef[] artifacts =
            [
                .. request.Fidelity.Axis(KeepWeights, _keepWeights ? 1 : 0) == 1 ? [WriteWeights(request, module)] : Array.Empty<ArtifactRef>(),
                .. checkpoint is null ? [] : new[] { _shelf.Write(checkpoint) },
            ];
            return ValueTask.FromResult(new Evaluation(session.Metrics, job.CostOf(trainer), session.Curve, [.. artifacts], note)
            {
                Course = trainer.Pilot is null ? null : new(trainer.Course),
            });
        }
        catch (EstimationFailedException failure) when (note is not null)
        {
            throw new EstimationFailedException(failure.Reason, $"{failure.Message} {note}");
        }
    }

    /// <summary>What is trained on and scored: the parts as they are, one with the other, or a fold of both.</summary>
    private PreparedData DataOf(EvaluationRequest request) => (int)request.Fidelity.Axis(Fidelity.Folds, 0) is var folds and > 1 ? _data.Fold(folds, request.Replicate)
        : request.Fidelity.Axis(Fidelity.WithValidation, 0) == 1 ? _data.WithValidationInTraining() : _data;

    /// <summary>Trains to the end of what is asked.</summary>
    /// <returns>The state from which the training could go on, as one that was not paused has it; null where the schedule is at its end.</returns>
    private TrainingCheckpoint? Train(
        PreparedData data, EvaluationRequest request, TrainingSession session, ArchitectureModule module, string training, JobClock job, IProgress<Evaluation>? progress, CancellationToken cancellationToken)
    {
        var (trainer, scored) = (session.Trainer, new ScoredSamples(data, _recipe, HeldOutOf(data, request.Fidelity, ScoredEachEpoch)));
        var goesOn = !trainer.ComesToItsEnd;
        var written = _time.GetTimestamp();
        TrainingCheckpoint? checkpoint = null;
        while (!session.IsDone)
        {
            var loss = trainer.RunEpoch(cancellationToken);
            if (goesOn && trainer.IsWithinEpoch)
                checkpoint = session.Capture(training, Cost.None); // before it is scored, which it would not be here if it went on
            var began = _time.GetTimestamp();
            var scores = scored.ScoresOf(module, cancellationToken);
            (trainer.Pilot as TimedCourse)?.Scored(_time.GetElapsedTime(began));
            session.Note(loss, scores, scores[_objective.Name] ?? scores[_fallback.Name]!.Value);
            progress?.Report(new(session.Metrics, job.CostOf(trainer), session.Curve, []));
            if (session.IsDone || _time.GetElapsedTime(written) < (CheckpointEvery ?? TimeSpan.MaxValue))
                continue;
            _shelf.Write(session.Capture(training, job.CostOf(trainer)));
            written = _time.GetTimestamp();
        }

        return checkpoint ?? (goesOn ? session.Capture(training, Cost.None) : null);
    }

    /// <summary>What moves the end of the training, where it is given a time or a course.</summary>
    private ICoursePilot? PilotOf(EvaluationRequest request, Trainer trainer, JobClock job)
    {
        if (request is { TimeToUse: null, Course: null })
            return null;
        if (!trainer.ComesToItsEnd)
            throw new NascentException($"Fidelity axis 'horizon': found {TrainingIdentity.HorizonOf(request.Fidelity)} in a training that is given a time, expected none.");
        return request.Course is { } course ? new RecordedCourse(course)
            : new TimedCourse(_time, request.TimeToUse!.Value - job.Elapsed, trainer.StepsPerEpoch, (double)_data.Validation.Count / _recipe.BatchSize / StepsOfScoring, trainer.StepsDone, request.Fidelity.Axis(Fidelity.MostEpochs, double.PositiveInfinity) * trainer.StepsPerEpoch);
    }

    /// <summary>Settles the weights and the scores that count.</summary>
    private void Conclude(PreparedData data, EvaluationRequest request, TrainingSession session, ArchitectureModule module, CancellationToken cancellationToken)
    {
        var heldOut = HeldOutOf(data, request.Fidelity, int.MaxValue);
        if (heldOut.Length == 0)
            session.Conclude();
        else
            session.EndWith(new ScoredSamples(data, _recipe, heldOut).ScoresOf(module, cancellationToken));
    }

    private static int[] HeldOutOf(PreparedData data, Fidelity fidelity, int most) =>
        TrainingSubset.Unused(data.Train.Targets, fidelity.Axis(Fidelity.DataShare, 1), Math.Min((int)fidelity.Axis(Fidelity.HeldOut, 0), most));

    private string? Resume(EvaluationRequest request, TrainingSession session, string training, JobClock job)
    {
        if (request.Checkpoint is not { Kind: ArtifactRef.Checkpoint } && !(CheckpointEvery is not null && _shelf.Has(training)))
            return null;
        var note = _shelf.Resume(session, training, TrainingIdentity.WeightsOf(request) is null ? request.Checkpoint?.Path : null, out var spent);
        job.SpentBefore = spent;
        return note;
    }

    private string ParentFolder => Path.GetDirectoryName(Path.GetFullPath(_artifactFolder))!;

    private ArtifactRef WriteWeights(EvaluationRequest request, ArchitectureModule module)
    {
        var path = Path.Combine(_artifactFolder, $"{TrainingIdentity.HashOf(KeyOf(request).Text + request.Seed)[..16]}.safetensors");
        WeightFile.Write(path, module.GetWeights());
        return ArtifactRef.Of(ArtifactRef.Weights, ParentFolder, path);
    }
}
