using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Gradients;
using static Nascent.Spaces.SpaceSyntax;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Sharing.Gradients;

public sealed class UnrolledStepTests
{
    private const double Rate = 0.3;
    private static readonly SearchSpace Space = SearchSpace.Image("choice", net => net
        .Activation(Gelu).Conv("stem", channels: 16, kernel: 3).Width(16).OneOf("op", Conv(kernel: 3), Conv(kernel: 1, name: "point")).GlobalPool().Classifier());

    [Fact]
    public void The_gradient_is_that_of_the_loss_after_a_step_and_the_weights_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var data = SyntheticData.Bars();
        var recipe = new TrainingRecipe { BatchSize = 64 };
        using var supernet = new Supernet(Space, data.Signature, new Seed(1));
        var (forWeights, forOptions) = TrainingBatches.Halves(data, recipe, new Seed(2));
        using var first = forWeights;
        using var second = forOptions;
        var choice = Space.Genotypes.Decisions[0].Path;
        double[] gates = [0.6, 0.4];

        OpenGates Open(double[] values)
        {
            var path = supernet.LoadMixture(_ => 0);
            return new(path, [.. values.Select(value => tensor([(float)value]))], byGates => new() { [choice] = byGates });
        }

        double LossAfterStep(double[] values, double rate)
        {
            using var inner = NewDisposeScope();
            var open = Open(values);
            forWeights.ForwardAndBackward(open.Path.Module, 0, open.Values);
            supernet.TakeGradients(open.Path.Module);
            var before = supernet.Touched.Select(weight => (weight, Values: weight.Values.ToArray())).ToArray();
            foreach (var (weight, old) in before)
                for (var i = 0; i < old.Length; i++)
                    weight.Values[i] -= (float)rate * weight.Gradients[i];
            supernet.ClearGradients();
            open = Open(values);
            var after = forOptions.ForwardAndBackward(open.Path.Module, 0, open.Values, byWeights: false);
            foreach (var (weight, old) in before)
                old.CopyTo(weight.Values);
            return after;
        }

        double Slope(int gate, double rate)
        {
            const double Step = 0.02;
            double[] above = [.. gates], below = [.. gates];
            (above[gate], below[gate]) = (above[gate] + Step, below[gate] - Step);
            return (LossAfterStep(above, rate) - LossAfterStep(below, rate)) / (2 * Step);
        }

        Open(gates);
        var loss = LossAfterStep(gates, Rate);
        var found = new UnrolledStep(supernet, forWeights, forOptions).Of(() => Open(gates), 0, Rate);
        found.Loss.ShouldBe(loss, 1e-5);
        LossAfterStep(gates, Rate).ShouldBe(loss, 1e-6);

        double[] expected = [Slope(0, Rate), Slope(1, Rate)], withoutStep = [Slope(0, 0), Slope(1, 0)];
        var scale = expected.Max(Math.Abs);
        for (var i = 0; i < 2; i++)
            found.Gradient[choice][i].ShouldBe(expected[i], 0.1 * scale);
        expected.Zip(withoutStep, (with, without) => Math.Abs(with - without)).Max().ShouldBeGreaterThan(0.3 * scale);
    }
}
