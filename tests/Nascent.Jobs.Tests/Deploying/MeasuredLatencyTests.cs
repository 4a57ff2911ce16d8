using Nascent.Costs;
using Nascent.Data;
using Nascent.Jobs.Deploying;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;

namespace Nascent.Jobs.Tests.Deploying;

public sealed class MeasuredLatencyTests
{
    private static readonly Preprocessing.Table Table = new([new TableColumn.Numeric("a", 0, 1, false), new TableColumn.Numeric("b", 0, 1, false)]);

    private static readonly PreparedData Data = new("plane", "plane-1", new LearningTask.Regression("y", 0, 1), Table, Signature.Features(2, 1), NoSamples, NoSamples);

    private static Samples NoSamples => new(new SampleValues.Columns([], [], 2), new SampleTargets.Numbers([]));

    [Fact]
    public void What_the_machine_has_become_slower_by_is_divided_out()
    {
        var network = TwoLayerPerceptron.Build(Data.Signature);
        double Of(int step) => ((ICostModel)new MeasuredLatency(Data, int8: false, new Stepping(step), referenceMs: 5)).Total(network);
        Of(3).ShouldBe(5, 1e-9); // the network is the reference itself, which took 5 ms when the run began and takes 3 now
        Of(30).ShouldBe(5, 1e-9);
        ((ICostModel)new MeasuredLatency(Data, int8: false, new Stepping(30))).Total(network).ShouldBe(30, 1e-9);
    }

    [Fact]
    public void Others_pause_while_a_network_is_timed()
    {
        var events = new List<string>();
        var clock = new Stepping(1, () => events.Add("look"));
        ((ICostModel)new MeasuredLatency(Data, int8: false, clock, 5, () => new Pausing(events))).Total(TwoLayerPerceptron.Build(Data.Signature));
        events[0].ShouldBe("pause");
        events[^1].ShouldBe("go on");
        events.Count(name => name == "look").ShouldBeGreaterThan(20);
    }

    private sealed class Pausing : IDisposable
    {
        private readonly List<string> _events;

        public Pausing(List<string> events)
        {
            _events = events;
            events.Add("pause");
        }

        public void Dispose() => _events.Add("go on");
    }

    private sealed class Stepping(long step, Action? look = null) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp()
        {
            look?.Invoke();
            return _now += step;
        }
    }
}
