using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Reporting.Outcomes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Testing.Search;

/// <summary>A finished run made by hand, with all that can happen in one.</summary>
public static class SampleRun
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunSpec Spec => new()
    {
        Name = "sample",
        Data = new("fashion-mnist", ImmutableSortedDictionary<string, string>.Empty, "ab12"),
        Space = JsonNode.Parse("""{"name":"tiny-cnn"}""")!,
        Strategy = new("regularized-evolution", 1, ImmutableSortedDictionary<string, double>.Empty.Add("population", 16)),
        Estimator = new("train", 1, ImmutableSortedDictionary<string, double>.Empty),
        Fidelity = Fidelity.Of("train").With(Fidelity.Epochs, 2).With(Fidelity.DataShare, 0.5),
        Recipe = new(),
        RetrainRecipe = new(),
        Objectives = [Objective.Of("accuracy")],
        Constraints = [Constraint.Parse("params<=100k")],
        Budget = new(48, TimeSpan.FromMinutes(4.5), 0.55),
        Retrain = new(2, 3, null),
        Workers = new(2, 1, 4L << 30, null, "cpu"),
        Seed = 1,
    };

    public static RunManifest Manifest => new(
        "0.1.0", ImmutableSortedDictionary<string, string>.Empty.Add(".NET", "10.0.1").Add("libtorch", "2.10.0"), "Debian 12", "A processor", 2, 8L << 30);

    /// <summary>The events of the whole run.</summary>
    public static IEnumerable<RunEvent> Events()
    {
        var at = Start;
        foreach (var next in Bare())
            yield return next with { At = at += TimeSpan.FromSeconds(2.2) };
    }

    /// <summary>The state after the first events, or after all of them.</summary>
    public static RunState State(int? events = null) => Events().Take(events ?? int.MaxValue).Aggregate(RunState.Empty, (state, next) => state.Apply(next));

    public static RunStory Story(int? events = null) => new(
        State(events), "runs/sample",
        new DataFacts("fashion-mnist", "ab12", "28×28 grey image", 9000, 1000, 2000, Classes, [.. Classes.Select(_ => 900)], ["3 of 1,000 validation samples have the same input as a training sample."], 0),
        new TestFacts([.. Enumerable.Range(0, 10).Select(row => Enumerable.Range(0, 10).Select(column => row == column ? 180 - (row * 4) : (row + column) % 3 == 0 ? 5 + row : 1).ToImmutableArray())], []),
        LayerRow.Of(Network(), new ByWeights(), new ByKernels()),
        [
            new("trained", 42, "networks trained", "42"), new("searchCpuSeconds", 482, "CPU time of the search", "8m 02s", "measured by the workers, all threads"),
            new("wallSeconds", 250, "wall time", "4m 10s"), new("energyWattHours", 2, "energy", "2.00 Wh"), new("fullTrainingCpuSeconds", 3600, "the same search by full training", "1h"),
        ]);

    public static ImmutableArray<string> Classes => ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>A small network with a skip connection.</summary>
    public static Architecture Network()
    {
        var net = new ArchitectureBuilder("tiny-cnn");
        var x = net.Input("image", TensorType.Float(TensorShape.Image(1, 28, 28)));
        NodePath Block(string name, NodePath from, int channels, int stride, int groups = 1)
        {
            var conv = net.Add(new($"{name}.conv"), new Operator.Convolution(channels, 3, stride, 1, 1, groups, false), from);
            return net.Add(new($"{name}.act"), new Operator.Activation(ActivationFunction.HardSwish), net.Add(new($"{name}.norm"), new Operator.BatchNorm(), conv));
        }

        var stem = Block("stem", x, 16, 1);
        var down = Block("stage[0].down", stem, 24, 2);
        var first = Block("stage[0].block[0].expand", down, 72, 1);
        var depth = Block("stage[0].block[0].depthwise", first, 72, 1, groups: 72);
        var project = net.Add(new("stage[0].block[0].project"), new Operator.Convolution(24, 1, 1, 0, 1, 1, false), depth);
        var sum = net.Add(new("stage[0].block[0].add"), new Operator.Add(), down, project);
        var second = Block("stage[1].down", sum, 48, 2);
        var pool = net.Add(new("pool"), new Operator.GlobalPool(PoolKind.Average), second);
        net.Output("scores", net.Add(new("classifier"), new Operator.Linear(10, true), net.Add(new("flatten"), new Operator.Flatten(), pool)));
        return net.Build();
    }

    private static IEnumerable<RunEvent> Bare()
    {
        yield return new RunEvent.RunStarted(Spec, Manifest);
        var stream = new Seed(7).Stream();
        var space = new[] { 8, 16, 24 };
        for (var number = 0; number < 48; number++)
        {
            var genotype = Genotype.Parse($"stem.channels={space[number % 3]};stage[0].depth={1 + (number % 4)}");
            var parameters = Math.Round(4000 * Math.Exp(3 * stream.NextDouble()));
            var costs = Metrics.None.With("params", parameters).With("macs", parameters * 55).With("memory", 40000 + parameters);
            if (number % 16 == 5)
            {
                yield return new RunEvent.TrialRejected(number, genotype, Spec.Fidelity, costs.With("params", 140000), "params", "params is 140000, above the limit of 100000.");
                continue;
            }

            if (number % 16 == 9)
            {
                yield return new RunEvent.TrialDuplicated(number, genotype, Spec.Fidelity, new("k"), costs, 0);
                continue;
            }

            yield return new RunEvent.TrialProposed(number, genotype, Spec.Fidelity, new($"k{number}"), costs, 1, null);
            var cost = new Cost(TimeSpan.FromSeconds(2 + stream.NextDouble()), TimeSpan.FromSeconds(2), 9000, 300 << 20);
            if (number == 20)
            {
                yield return new RunEvent.TrialFailed(number, "nan", "the loss is not a number at step 12", cost);
                continue;
            }

            var accuracy = 0.70 + (0.022 * Math.Log(parameters / 2000)) + (0.03 * stream.NextDouble()) + (number * 0.0008);
            yield return new RunEvent.TrialSucceeded(number, new(Metrics.None.With("accuracy", accuracy), cost, Curve(accuracy, 2), []));
        }

        yield return new RunEvent.SearchEnded("trials");
        CandidateId[] candidates = [CandidateId.Trial(46), CandidateId.Trial(39), CandidateId.Baseline("lenet-5"), CandidateId.Baseline("mobile-small")];
        yield return new RunEvent.RetrainPlanned([.. candidates], 3, Fidelity.Of("train").With(Fidelity.Epochs, 8));
        double[] means = [0.905, 0.901, 0.883, 0.878];
        for (var i = 0; i < candidates.Length; i++)
            for (var replicate = 0; replicate < 3; replicate++)
            {
                var value = means[i] + (0.006 * (stream.NextDouble() - 0.5));
                yield return new RunEvent.Retrained(
                    candidates[i], replicate, Metrics.None.With("params", 20000 + (i * 9000)).With("macs", 1.2e6 + (i * 1e6)).With("memory", 60000),
                    new(Metrics.None.With("accuracy", value), new(TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(13), 72000, 400 << 20), Curve(value, 8), []), i > 1);
            }

        yield return new RunEvent.WinnerChosen(candidates[0], 1);
        for (var i = 0; i < candidates.Length; i++)
            for (var replicate = 0; replicate < 3; replicate++)
                yield return new RunEvent.TestScored(candidates[i], replicate, Metrics.None.With("accuracy", means[i] - 0.004 + (0.006 * (stream.NextDouble() - 0.5))));
        yield return new RunEvent.Deployed(new(
            new("model", "best.onnx", "cd34"), 91234, Metrics.None.With("accuracy", 0.9035).With("balanced_accuracy", 0.9035).With("macro_f1", 0.9031).With("log_loss", 0.27).With("auroc", 0.994).With("latency", 0.412),
            2.1e-6, 512, 0.412, 0.48, 0.405, 0.421, 1));
        yield return new RunEvent.RunFinished();
    }

    private static ImmutableArray<CurvePoint> Curve(double final, int epochs) =>
        [.. Enumerable.Range(1, epochs).Select(epoch => new CurvePoint(epoch, 2.0 / epoch, final - (0.12 / epoch) + (0.12 / epochs)))];

    private sealed class ByWeights : ICostModel
    {
        public string Metric => "params";

        public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) =>
            architecture.Nodes.Select(node => (node.Path, (double)architecture.WeightsOf(node).Where(slot => slot.Trainable).Sum(slot => slot.Count)));
    }

    private sealed class ByKernels : ICostModel
    {
        public string Metric => "macs";

        public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) => architecture.Nodes.Where(node => node.Operator is Operator.Convolution or Operator.Linear)
            .Select(node => (node.Path, (double)architecture.WeightsOf(node).First().Count * (node.Shape.Count / node.Shape.Width)));
    }
}
