using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Torch.Tests.Training;

/// <summary>Trainings that are given a time, by a clock that goes on whenever it is read.</summary>
public sealed class TimedTrainingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly PreparedData _data = SyntheticData.Bars(); // 8 steps an epoch

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public async Task The_end_moves_with_the_clock_and_the_course_repeats_it_bit_for_bit(int seconds)
    {
        var timed = await Estimator(new ReadClock(TimeSpan.FromSeconds(1))).EstimateAsync(Request() with { TimeToUse = TimeSpan.FromSeconds(seconds) }, null, TestContext.Current.CancellationToken);
        timed.Course.ShouldNotBeNull().Changes.ShouldNotBeEmpty();
        var steps = timed.Course.Changes[^1].Step + timed.Course.Changes[^1].Left;
        timed.Curve[^1].Epoch.ShouldBe(steps / 8.0, 1e-9);
        (steps > 10 * 8).ShouldBe(seconds == 200, "ten epochs were the first plan");
        timed.Metrics["accuracy"].ShouldBe(timed.Curve[^1].Validation);

        var again = await Estimator(TimeProvider.System).EstimateAsync(Request() with { Course = timed.Course }, null, TestContext.Current.CancellationToken);
        again.Metrics.ShouldBe(timed.Metrics);
        again.Curve.ShouldBe(timed.Curve);
        again.Artifacts[0].Sha256.ShouldBe(timed.Artifacts[0].Sha256);
        again.Course!.Changes.ShouldBe(timed.Course.Changes);
    }

    [Fact]
    public async Task A_training_that_was_broken_off_goes_on_in_a_new_time_and_its_course_repeats_the_whole()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var request = Request() with { TimeToUse = TimeSpan.FromSeconds(200) };
        await Should.ThrowAsync<OperationCanceledException>(() => Estimator(new ReadClock(TimeSpan.FromSeconds(1))).EstimateAsync(request, new After(4, stop.Cancel), stop.Token).AsTask());
        var resumed = await Estimator(new ReadClock(TimeSpan.FromSeconds(2))).EstimateAsync(request with { TimeToUse = TimeSpan.FromSeconds(90) }, null, TestContext.Current.CancellationToken);
        resumed.Note.ShouldBeNull();
        resumed.Curve[0].Epoch.ShouldBe(1);
        resumed.Cost.Samples.ShouldBeGreaterThan(4 * 512);
        var again = await Estimator(TimeProvider.System).EstimateAsync(Request() with { Course = resumed.Course }, null, TestContext.Current.CancellationToken);
        again.Curve.ShouldBe(resumed.Curve);
        again.Artifacts[0].Sha256.ShouldBe(resumed.Artifacts[0].Sha256);
    }

    [Fact]
    public async Task A_schedule_of_its_own_and_a_time_do_not_go_together()
    {
        var request = Request();
        var failure = await Should.ThrowAsync<NascentException>(() => Estimator(TimeProvider.System)
            .EstimateAsync(request with { TimeToUse = TimeSpan.FromSeconds(1), Fidelity = request.Fidelity.With(Fidelity.Horizon, 20) }, null, TestContext.Current.CancellationToken).AsTask());
        failure.Message.ShouldBe("Fidelity axis 'horizon': found 20 in a training that is given a time, expected none.");
    }

    private TrainEstimator Estimator(TimeProvider time) =>
        new(_data, new TrainingRecipe { LearningRate = 0.05, BatchSize = 64 }, Metric.Accuracy, Path.Combine(_folder.FullName, "artifacts"), "cpu", keepWeights: true, time) { CheckpointEvery = TimeSpan.Zero };

    private static EvaluationRequest Request() =>
        new(Networks.Cnn(1, 12, 4, 8, 16), Genotype.Empty, Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, 10), 1, 0, null);

    /// <summary>A clock that goes on by the same time whenever it is read.</summary>
    private sealed class ReadClock(TimeSpan by) : TimeProvider
    {
        private long _reads;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _reads++ * by.Ticks;
    }

    private sealed class After(int reports, Action act) : IProgress<Evaluation>
    {
        private int _reports;

        public void Report(Evaluation value)
        {
            if (++_reports == reports)
                act();
        }
    }
}
