using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Courses;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>Trains a once-for-all network, stage by stage, from its beginning or from what an earlier attempt left.</summary>
/// <remarks>
/// Cai et al. 2020, "Once-for-All". A stage has a learning rate of its own that rises and falls, and an optimiser that remembers nothing of the stage before. Before the first stage in which widths are open, channels are put into
/// the order of their importance. With a number of epochs, everything follows from the seed and the number of threads; with a time, from the moves of the end too, which the state has.
/// </remarks>
public sealed class ShrinkingTraining
{
    private const string Stages = "stages", Planned = "stages: planned", Clock = "stages: seconds";
    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(20), ReportEvery = TimeSpan.FromSeconds(1);

    private readonly PreparedData _data;
    private readonly TrainingRecipe _recipe;
    private readonly ShrinkingSchedule _schedule;
    private readonly Seed _seed;
    private readonly int _threads;
    private readonly TimeProvider _time;

    /// <param name="space">The space, whose decisions are sizes.</param>
    /// <param name="data">The data; its training part is trained on.</param>
    /// <param name="recipe">How.</param>
    /// <param name="schedule">The stages.</param>
    /// <param name="seed">The key of all randomness.</param>
    /// <param name="threads">Threads, each for a part of each batch; at least 1.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="NascentException">The schedule does not fit the space.</exception>
    public ShrinkingTraining(SearchSpace space, PreparedData data, TrainingRecipe recipe, ShrinkingSchedule schedule, Seed seed, int threads, TimeProvider time)
    {
        schedule.RequireFit(space);
        (_data, _recipe, _schedule, _seed, _threads, _time) = (data, recipe, schedule, seed, threads, time);
        Space = space;
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>A supernet without weights, for those of a training.</summary>
    public Supernet NewSupernet() => new(Space, _data.Signature, _seed.Derive("weights"), transforms: true);

    /// <summary>Trains all stages, or what is left of them.</summary>
    /// <param name="supernet">What is trained; as <see cref="NewSupernet"/> gives it.</param>
    /// <param name="state">The file that the training goes on from where it is there, and is left in every 20 seconds.</param>
    /// <param name="use">The time for all stages; null where <paramref name="epochs"/> say it.</param>
    /// <param name="epochs">Passes over the data in all stages together.</param>
    /// <param name="progress">Is told every second.</param>
    /// <param name="cancellationToken">Breaks it off; its state is left.</param>
    /// <returns>The stages.</returns>
    /// <exception cref="EstimationFailedException">A loss is no number.</exception>
    /// <exception cref="NascentException">The state is damaged, or of another training.</exception>
    public ImmutableArray<TrainedStage> Run(Supernet supernet, string state, TimeSpan? use, double? epochs, IProgress<ShrinkingProgress>? progress, CancellationToken cancellationToken)
    {
        LibTorch.UseThreads(1);
        var saved = File.Exists(state) ? SharedState.Read(state) : null;
        var clock = saved?.Numbers.GetValueOrDefault(Clock) ?? [];
        var trained = (saved?.Numbers.GetValueOrDefault(Stages) ?? []).Zip(clock, _schedule.Stages).Select(stage => new TrainedStage(stage.Third.Name, stage.First, stage.Second)).ToList();
        var planned = saved?.Numbers.GetValueOrDefault(Planned) ?? [.. _schedule.Stages.Select(stage => use is { } time ? EpochsWithin(stage, time * stage.Share) : epochs!.Value * stage.Share)];
        if (trained.Count == _schedule.Stages.Length)
            supernet.Restore(saved!);
        for (var (i, isNew) = (trained.Count, saved is null); i < _schedule.Stages.Length; i++, isNew = true)
        {
            using var trainer = TrainerOf(_schedule.Stages[i], supernet, planned[i]);
            if (isNew)
                Begin(i, supernet);
            else
                trainer.Restore(saved!, state);
            var before = isNew ? TimeSpan.Zero : TimeSpan.FromSeconds(clock[i]);
            trained.Add(Train(_schedule.Stages[i], trainer, before, use, progress, (spent, at) => Save(state, planned, trained, at, spent), cancellationToken));
        }

        var last = new SharedState();
        supernet.AddTo(last);
        Write(last, state, planned, trained, null);
        return [.. trained];
    }

    private SupernetTrainer TrainerOf(ShrinkingStage stage, Supernet supernet, double epochs) => new(
        supernet, _data, _recipe with { LearningRate = _recipe.LearningRate * stage.Rate }, new ShrinkingRule(stage), epochs, _seed.Derive("stage").Derive(stage.Name), byComplexity: 0, parts: _threads);

    /// <summary>What is done before a stage's first step.</summary>
    private void Begin(int stage, Supernet supernet)
    {
        if (stage > 0 && _schedule.Stages[stage].SortsChannels && !_schedule.Stages[stage - 1].SortsChannels)
            ChannelOrder.Sort(supernet, ElasticSizes.Largest(Space));
        supernet.ForgetMemory();
    }

    private TrainedStage Train(
        ShrinkingStage stage, SupernetTrainer trainer, TimeSpan before, TimeSpan? use, IProgress<ShrinkingProgress>? progress, Action<TimeSpan, SupernetTrainer> save, CancellationToken cancellationToken)
    {
        var (began, saved, reported, loss, steps) = (_time.GetTimestamp(), _time.GetTimestamp(), _time.GetTimestamp(), 0.0, 0);
        if (use is { } time)
            trainer.Pilot = new TimedCourse(_time, Left(time * stage.Share, before), trainer.StepsPerEpoch, 0, trainer.StepsDone);
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                save(before + _time.GetElapsedTime(began), trainer);
                cancellationToken.ThrowIfCancellationRequested();
            }

            (loss, steps) = (loss + trainer.Step(), steps + 1);
            if (_time.GetElapsedTime(reported) >= ReportEvery)
            {
                var ofStage = (double)trainer.StepsDone / trainer.TotalSteps;
                progress?.Report(new(stage.Name, ShareBefore(stage) + (stage.Share * ofStage), (double)trainer.StepsDone / trainer.StepsPerEpoch, loss / steps));
                (reported, loss, steps) = (_time.GetTimestamp(), 0, 0);
            }

            if (_time.GetElapsedTime(saved) < CheckpointEvery)
                continue;
            save(before + _time.GetElapsedTime(began), trainer);
            saved = _time.GetTimestamp();
        }

        return new(stage.Name, (double)trainer.StepsDone / trainer.StepsPerEpoch, (before + _time.GetElapsedTime(began)).TotalSeconds);
    }

    private static TimeSpan Left(TimeSpan all, TimeSpan spent) => all - spent is { Ticks: > 0 } left ? left : TimeSpan.FromSeconds(1);

    private double ShareBefore(ShrinkingStage stage) => _schedule.Stages.TakeWhile(other => other != stage).Sum(other => other.Share);

    /// <summary>How many epochs of a stage a time has room for, by a few steps of a supernet that is thrown away.</summary>
    private double EpochsWithin(ShrinkingStage stage, TimeSpan time)
    {
        const int Steps = 3;
        using var supernet = NewSupernet();
        using var trainer = TrainerOf(stage, supernet, 1);
        trainer.Step();
        var began = _time.GetTimestamp();
        for (var i = 0; i < Steps && trainer.StepsDone < trainer.TotalSteps; i++)
            trainer.Step();
        var ofStep = _time.GetElapsedTime(began).TotalSeconds / Math.Max(1, trainer.StepsDone - 1);
        return ofStep > 0 ? time.TotalSeconds / ofStep / trainer.StepsPerEpoch : 1;
    }

    private static void Save(string path, double[] planned, List<TrainedStage> trained, SupernetTrainer trainer, TimeSpan spent)
    {
        var state = new SharedState();
        trainer.AddTo(state);
        Write(state, path, planned, trained, spent);
    }

    private static void Write(SharedState state, string path, double[] planned, List<TrainedStage> trained, TimeSpan? spent)
    {
        state.Numbers[Stages] = [.. trained.Select(stage => stage.Epochs)];
        state.Numbers[Planned] = planned;
        state.Numbers[Clock] = [.. trained.Select(stage => stage.Seconds), .. spent is { } time ? [time.TotalSeconds] : Array.Empty<double>()];
        state.Write(path);
    }
}
