using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Modules.Weights;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class StagedNetworkTests
{
    public static TheoryData<string, int> Members =>
    [
        .. from name in new[] { TinyCnn.Name, Mobile.Name, NasBench201.Name } from draw in Enumerable.Range(0, 3) select Row(name, draw),
    ];

    private static TheoryDataRow<string, int> Row(string name, int draw) => name == Mobile.Name ? new(name, draw) { Traits = { ["Category"] = ["Slow"] } } : new(name, draw);

    [Theory]
    [MemberData(nameof(Members))]
    public void Gradients_and_patterns_are_those_of_autograd(string name, int draw)
    {
        using var scope = NewDisposeScope();
        var data = SyntheticData.Bars(32, 16, side: 16, channels: 3);
        using var batch = ZeroCostBatch.Draw(data, 12, new Seed(1));
        var space = SpaceCatalog.Create(name);
        var architecture = Simplification.Of(Probe.WithoutDropout(space.Resolve(space.Genotypes.Sample(new Seed(30).Derive(draw)), data.Signature))).Architecture;
        using var weights = InitialDraw.All(InitialValues.Uniform, architecture, new Seed(3));
        var staged = new StagedNetwork(architecture, weights);
        var (single, exact) = (Autograd.Of(architecture, weights, batch, ScalarType.Float32), Autograd.Of(architecture, weights, batch, ScalarType.Float64));

        // Normalisations take most of these gradients away, so that what is left is as exact as it can be: about as much so as autograd's. Transformed convolutions round a hundred times as much, and a unit whose value is nearly zero may fall to either side and takes its part of a gradient with it.
        void ShouldBeAsExact(Tensor actual, Tensor inSingle, Tensor inDouble, string what) =>
            Distance(actual, inDouble).ShouldBeLessThan((10 * Distance(inSingle, inDouble)) + (0.1 * inDouble.norm().item<double>()) + 1e-9, $"{what}, of norm {inDouble.norm().item<double>()}");

        ShouldBeAsExact(staged.GradientByInput(batch.Inputs), single.ByInput, exact.ByInput, "input");
        var flat = staged.GradientOfLoss(batch);
        foreach (var (i, slot) in weights.Slots.Where(slot => slot.Role == WeightRole.Kernel).Index())
            ShouldBeAsExact(flat.narrow(0, weights.OffsetOf(slot.Name), slot.Count), single.ByKernel[i], exact.ByKernel[i], slot.Name);
        // A unit whose value is nearly zero may fall to either side.
        (staged.PatternsOf(batch.Inputs)!.Agreements - single.Patterns.Agreements).abs().max().item<double>().ShouldBeLessThan(2 + (1e-3 * single.Units));
    }

    [Fact]
    public void Dropout_is_off()
    {
        var net = new ArchitectureBuilder("dropout");
        var x = net.Add(new("linear"), new Operator.Linear(8, true), net.Input("columns", TensorType.Float(TensorShape.Features(4))));
        x = net.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), x);
        net.Output("scores", net.Add(new("head"), new Operator.Linear(3, true), net.Add(new("drop"), new Operator.Dropout(0.5), x)));
        using var batch = ZeroCostBatch.Draw(Linears.Classes(4, 16, 3), 12, new Seed(1));
        var without = new ArchitectureBuilder("dropout");
        x = without.Add(new("linear"), new Operator.Linear(8, true), without.Input("columns", TensorType.Float(TensorShape.Features(4))));
        x = without.Add(new("act"), new Operator.Activation(ActivationFunction.Relu), x);
        without.Output("scores", without.Add(new("head"), new Operator.Linear(3, true), x));
        var scorer = new ZeroCostScorer(batch, ZeroCostScores.All);
        var scores = scorer.Score(net.Build(), new Seed(2)).Scores;
        scores["snip"].ShouldBeGreaterThan(0);
        scores.ShouldBe(scorer.Score(without.Build(), new Seed(2)).Scores);
    }

    private static double Distance(Tensor actual, Tensor expected) => (actual.to(ScalarType.Float64) - expected.to(ScalarType.Float64)).norm().item<double>();

    /// <summary>What libtorch's autograd gives.</summary>
    /// <param name="ByInput">(batch, elements of a sample), of the sum of the outputs.</param>
    /// <param name="ByKernel">(elements), of the loss, in the order of memory.</param>
    /// <param name="Patterns">By what pointwise functions read.</param>
    /// <param name="Units">Units of all of them.</param>
    private sealed record Autograd(Tensor ByInput, Tensor[] ByKernel, ActivationPatterns Patterns, long Units)
    {
        public static Autograd Of(Architecture architecture, WeightBuffers weights, ZeroCostBatch batch, ScalarType type)
        {
            var leaves = weights.Slots.ToDictionary(slot => slot.Name, slot => weights[slot.Name]!.detach().to(type).clone().requires_grad_(slot.Trainable));
            var network = ProbeNetwork.Of(architecture, leaves.GetValueOrDefault);
            var input = batch.Inputs.detach().to(type).clone().requires_grad_();
            var values = network.Values(input, Enumerable.Range(0, network.Graph.SlotCount).ToHashSet());
            var output = values[network.Graph.OutputSlot]!;
            var byInput = autograd.grad([output], [input], [ones_like(output)], retain_graph: true)[0].reshape(batch.Count, -1);
            var byKernel = autograd.grad([batch.LossOf(output)], [.. network.Kernels]).Select(gradient => (gradient.dim() == 4 ? gradient.permute(0, 2, 3, 1) : gradient).reshape(-1)).ToArray();
            var (patterns, units) = (new ActivationPatterns(batch.Count), 0L);
            foreach (var read in network.Graph.Steps.Where(step => step.Node.Operator is Operator.Activation).Select(step => values[step.Inputs[0]]!.detach().to(ScalarType.Float32)))
            {
                patterns.Add(read);
                units += read.numel() / batch.Count;
            }

            return new(byInput, byKernel, patterns, units);
        }
    }
}
