using Nascent.Torch.Sharing;

namespace Nascent.Torch.Tests.Sharing;

public sealed class DistillationTests
{
    private static readonly float[] Teacher = [2, -1, 0.5f, 0, 1, 3], Outputs = [0.3f, 0.1f, -2, 1, -0.5f, 0.2f];

    private static double LossOf(float[] outputs) => Distillation.Mix(Teacher, outputs, new float[outputs.Length], 2, 1);

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        var gradient = new float[Outputs.Length];
        Distillation.Mix(Teacher, Outputs, gradient, 2, 1);
        for (var i = 0; i < Outputs.Length; i++)
        {
            float[] higher = [.. Outputs], lower = [.. Outputs];
            (higher[i], lower[i]) = (higher[i] + 0.01f, lower[i] - 0.01f);
            ((double)gradient[i]).ShouldBe((LossOf(higher) - LossOf(lower)) / (higher[i] - lower[i]), 1e-4);
        }
    }

    [Fact]
    public void A_share_of_it_takes_the_place_of_as_much_of_another()
    {
        var (all, mixed) = (new float[Outputs.Length], Enumerable.Repeat(8f, Outputs.Length).ToArray());
        Distillation.Mix(Teacher, Outputs, all, 2, 1);
        Distillation.Mix(Teacher, Outputs, mixed, 2, 0.25f);
        for (var i = 0; i < all.Length; i++)
            mixed[i].ShouldBe(6 + (0.25f * all[i]), 1e-5f);
    }
}
