using Nascent.Architectures;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training.Optimisers;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.Training;

public sealed class FlatOptimiserTests
{
    [Fact]
    public void Sgd_does_what_the_formula_says() => Compare(
        new TrainingRecipe { Optimiser = OptimiserKind.Sgd, Momentum = 0.9, WeightDecay = 0.1, GradientClip = 0 },
        (state, w, g, decay, _) =>
        {
            g += decay * w;
            state[0] = (0.9 * state[0]) + g;
            return w - (0.05 * (g + (0.9 * state[0])));
        });

    [Fact]
    public void AdamW_does_what_the_formula_says() => Compare(
        new TrainingRecipe { Optimiser = OptimiserKind.AdamW, Momentum = 0.8, WeightDecay = 0.1, GradientClip = 0 },
        (state, w, g, decay, step) =>
        {
            w -= 0.05 * decay * w;
            state[0] = (0.8 * state[0]) + (0.2 * g);
            state[1] = (0.999 * state[1]) + (0.001 * g * g);
            return w - (0.05 * state[0] / (1 - Math.Pow(0.8, step)) / (Math.Sqrt(state[1] / (1 - Math.Pow(0.999, step))) + 1e-8));
        });

    [Fact]
    public void Gradients_are_clipped_to_the_norm_and_zeroed_after_the_step()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var module = new ArchitectureModule(Networks.Mlp(2, 1), TrainingDevice.Cpu);
        using var optimiser = FlatOptimiser.Of(module.Weights, new TrainingRecipe { Momentum = 0, WeightDecay = 0, GradientClip = 1 });
        module.Weights.Gradients[0] = 30;
        module.Weights.Gradients[1] = 40;
        optimiser.Step(0.5).ShouldBe(50, 1e-4);
        module.GetWeights().Single(weight => weight.Name == "head.weight").Values.ShouldBe([-0.3f, -0.4f], 1e-6);
        module.Weights.Gradients.abs().sum().item<float>().ShouldBe(0);
    }

    [Fact]
    public void The_learning_rate_rises_and_falls_as_half_a_cosine()
    {
        var schedule = new LearningRateSchedule(1, 0.1, 100);
        schedule.At(0).ShouldBe(1.0 / 11, 1e-12);
        schedule.At(10).ShouldBe(1, 1e-12);
        schedule.At(55).ShouldBe(0.5, 1e-12);
        schedule.At(99).ShouldBeLessThan(0.001);
        Enumerable.Range(0, 99).ShouldAllBe(step => step < 10 ? schedule.At(step) < schedule.At(step + 1) : schedule.At(step) > schedule.At(step + 1));
    }

    private static void Compare(TrainingRecipe recipe, Func<double[], double, double, double, int, double> update)
    {
        using var scope = NewDisposeScope();
        using var module = new ArchitectureModule(Networks.Mlp(3, 2), TrainingDevice.Cpu);
        module.Initialise(new Seed(1));
        var slots = module.Weights.Slots;
        var expected = slots.ToDictionary(slot => slot.Name, slot => module.Weights.Get(slot).Select(value => (double)value).ToArray());
        var states = slots.ToDictionary(slot => slot.Name, slot => Enumerable.Range(0, (int)slot.Count).Select(_ => new double[2]).ToArray());
        using var optimiser = FlatOptimiser.Of(module.Weights, recipe);
        for (var step = 1; step <= 5; step++)
        {
            foreach (var slot in slots)
            {
                var gradient = TensorMemory.Span(module.Weights[slot.Name]!.grad!);
                var stream = new Seed(2).Derive(slot.Name).Derive(step).Stream();
                for (var i = 0; i < gradient.Length; i++)
                {
                    gradient[i] = (float)stream.NextGaussian();
                    expected[slot.Name][i] = update(states[slot.Name][i], expected[slot.Name][i], gradient[i], slot.Role == WeightRole.Kernel ? recipe.WeightDecay : 0, step);
                }
            }

            using var noGradient = no_grad();
            optimiser.Step(0.05);
        }

        foreach (var slot in slots)
            module.Weights.Get(slot).Select(value => (double)value).ShouldBe(expected[slot.Name], 1e-5);
    }
}
