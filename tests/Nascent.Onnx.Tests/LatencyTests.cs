using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Running;
using Nascent.Randomness;

namespace Nascent.Onnx.Tests;

public sealed class LatencyTests
{
    private static readonly Fixture Small = Fixture.OfImages(new Seed(1), 1, 4, 4, (net, image) => net.Add(new("relu"), new Operator.Activation(ActivationFunction.Relu), image));

    /// <summary>A clock that moves on by a fixed time at each look.</summary>
    private sealed class SteppingClock(long step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now += step;
    }

    [Fact]
    public void A_measurement_states_its_runs_threads_and_runtime()
    {
        using var model = OnnxModel.Load(Small.Export());
        var measured = new LatencyMeter(new SteppingClock(2)).Measure(model, new LatencyOptions { WarmUpRuns = 5, Runs = 40 });
        measured.Runtime.ShouldStartWith("ONNX Runtime 1.");
        measured.ShouldBe(new LatencyMeasurement(2, 2, 2, 2, 40, 5, 1, measured.Runtime));
    }

    /// <summary>A clock on which every second thing that is timed takes three times as long.</summary>
    private sealed class LimpingClock : TimeProvider
    {
        private int _looks;
        private long _now;

        public override long TimestampFrequency => 1000;

        // Looks come in pairs around a run, with one more before each round for the limit.
        public override long GetTimestamp() => _now += (_looks++ % 4) switch { 1 => 2, 3 => 6, _ => 1 };
    }

    [Fact]
    public void Two_models_are_timed_in_turns()
    {
        using var model = OnnxModel.Load(Small.Export());
        using var other = OnnxModel.Load(Small.Export());
        var options = new LatencyOptions { WarmUpRuns = 0, Runs = 10, MinimumRuns = 10, TimeLimit = TimeSpan.FromHours(1) };
        var both = new LatencyMeter(new LimpingClock()).MeasureBeside(model, other, options);
        (both.Model.Runs, both.Reference.Runs).ShouldBe((10, 10));
        both.Model.MedianMs.ShouldNotBe(both.Reference.MedianMs);
    }

    [Fact]
    public void A_slow_model_is_measured_for_as_long_as_allowed_and_at_least_the_minimum_of_runs()
    {
        using var model = OnnxModel.Load(Small.Export());
        var options = new LatencyOptions { WarmUpRuns = 50, Runs = 100, MinimumRuns = 12, TimeLimit = TimeSpan.FromSeconds(1) };
        var measured = new LatencyMeter(new SteppingClock(400)).Measure(model, options);
        measured.Runs.ShouldBe(12);
        measured.WarmUpRuns.ShouldBeLessThan(5);
    }

    [Fact]
    public void Order_statistics_summarise_the_runs()
    {
        var times = Enumerable.Range(1, 100).Select(i => (double)i).Reverse().ToArray();
        var measured = LatencyMeasurement.Of(times, 0, 1, "");
        measured.MedianMs.ShouldBe(50.5);
        measured.P95Ms.ShouldBe(95);
        measured.LowMs.ShouldBe(40);
        measured.HighMs.ShouldBe(61);
    }

    [Fact]
    public void The_interval_of_the_median_covers_the_true_median_nineteen_times_in_twenty()
    {
        var random = new Seed(3).Stream();
        var covered = 0;
        for (var i = 0; i < 1000; i++)
        {
            var times = Enumerable.Range(0, 60).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
            var measured = LatencyMeasurement.Of(times, 0, 1, "");
            covered += measured.LowMs <= Math.Log(2) && Math.Log(2) <= measured.HighMs ? 1 : 0;
        }

        covered.ShouldBeInRange(935, 985);
    }

    [Fact]
    public void A_network_without_trained_weights_can_be_measured()
    {
        var meter = new LatencyMeter(TimeProvider.System);
        var options = new LatencyOptions { WarmUpRuns = 1, Runs = 10, MinimumRuns = 10 };
        meter.Measure(Small.Network, Small.Task, Small.Preprocessing, options: options).MedianMs.ShouldBeGreaterThan(0);
        var table = RandomNetworks.OfTables(1);
        meter.Measure(table.Network, table.Task, table.Preprocessing, options: options).MedianMs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        using var model = OnnxModel.Load(Small.Export());
        var meter = new LatencyMeter(TimeProvider.System);
        Should.Throw<NascentException>(() => meter.Measure(model, new LatencyOptions { Runs = 3 })).Message.ShouldBe("Latency option 'Runs': found 3, expected at least 20.");
    }
}
