using Nascent.Randomness;
using Nascent.Torch.Sharing;

namespace Nascent.Torch.Tests.Sharing;

public sealed class KernelTransformTests
{
    private static float[] Drawn(int count, int key)
    {
        var stream = new Seed(7).Derive(key).Stream();
        return [.. Enumerable.Range(0, count).Select(_ => (float)stream.NextGaussian())];
    }

    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(5, 2, 3)]
    public void The_identity_gives_the_middle(int side, int outputs, int inputs)
    {
        var larger = side + KernelTransform.Step;
        var from = Drawn(outputs * larger * larger * inputs, 1);
        var to = KernelTransform.Shrink(from, side, inputs, KernelTransform.Identity(side));
        for (var output = 0; output < outputs; output++)
            for (var y = 0; y < side; y++)
                for (var x = 0; x < side; x++)
                    for (var input = 0; input < inputs; input++)
                        to[(((((output * side) + y) * side) + x) * inputs) + input].ShouldBe(from[(((((output * larger) + y + 1) * larger) + x + 1) * inputs) + input]);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        const int Side = 3, Inputs = 2, Outputs = 2;
        var (from, matrix, direction) = (Drawn(Outputs * 25 * Inputs, 1), Drawn(81, 2), Drawn(Outputs * 9 * Inputs, 3));
        double Value(float[] kernels, float[] by) => KernelTransform.Shrink(kernels, Side, Inputs, by).Zip(direction, (value, weight) => (double)value * weight).Sum();
        var byMatrix = new float[81];
        var byFrom = KernelTransform.Back(from, direction, Side, Inputs, matrix, byMatrix);
        byFrom.ShouldContain(0f, "the rim is not read");
        for (var i = 0; i < from.Length; i++)
            byFrom[i].ShouldBe((float)Difference(from, i, changed => Value(changed, matrix)), 2e-2f);
        for (var i = 0; i < matrix.Length; i++)
            byMatrix[i].ShouldBe((float)Difference(matrix, i, changed => Value(from, changed)), 2e-2f);
    }

    private static double Difference(float[] values, int i, Func<float[], double> of)
    {
        const float Step = 1e-2f;
        float[] up = [.. values], down = [.. values];
        up[i] += Step;
        down[i] -= Step;
        return (of(up) - of(down)) / (2 * Step);
    }
}
