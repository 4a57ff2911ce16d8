using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nascent.Predictors.Encodings;
using Nascent.Predictors.Ensembles;
using Nascent.Randomness;

namespace Nascent.Tests.Predictors.Ensembles;

public sealed class FeedForwardTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 32)]
    [InlineData(3, 40)]
    public void It_learns_a_function_of_interacting_places(int layers, int width)
    {
        var (rows, targets) = Samples(64);
        var predictor = new FeedForward(12, 3, layers, width, 2, new Seed(1));
        predictor.Train(rows, targets, 600, 16, 0.01, new Seed(2));
        for (var i = 0; i < rows.Length; i++)
        {
            var found = predictor.Predict(rows[i]).ToArray();
            found[0].ShouldBe(targets[i][0], 0.3);
            found[1].ShouldBe(targets[i][1], 0.3);
        }
    }

    [Fact]
    public void A_step_goes_down_the_gradient_of_finite_differences()
    {
        // With one small step of Adam each weight moves by the learning rate against the sign of its derivative, so the loss falls by the sum of their sizes: for a linear change, twice the step falls twice as much.
        var (rows, targets) = Samples(16);
        double LossAfter(double rate)
        {
            var predictor = new FeedForward(12, 3, 2, 16, 2, new Seed(1));
            predictor.Train(rows, targets, 1, 16, rate, new Seed(2));
            var sum = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var found = predictor.Predict(rows[i]);
                sum += Math.Pow(found[0] - targets[i][0], 2) + Math.Pow(found[1] - targets[i][1], 2);
            }

            return sum / rows.Length;
        }

        var (none, once, twice) = (LossAfter(1e-12), LossAfter(1e-4), LossAfter(2e-4));
        once.ShouldBeLessThan(none);
        ((none - twice) / (none - once)).ShouldBe(2, 0.05);
    }

    [Fact]
    public void Training_is_the_same_bit_for_bit_on_every_processor()
    {
        var (rows, targets) = Samples(32);
        var predictor = new FeedForward(12, 3, 2, 40, 2, new Seed(1));
        predictor.Train(rows, targets, 50, 8, 0.01, new Seed(2));
        var found = rows.SelectMany(row => predictor.Predict(row).ToArray()).ToArray();
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(found.AsSpan())))[..16].ShouldBe("98e5c87e675be492");
    }

    /// <summary>Rows with one of four places set in each of three groups; the first target is an exclusive or, the second a sum.</summary>
    private static (SparseRow[] Rows, float[][] Targets) Samples(int count)
    {
        var (rows, targets) = (new SparseRow[count], new float[count][]);
        for (var i = 0; i < count; i++)
        {
            int[] options = [i % 4, i / 4 % 4, i / 16 % 4];
            rows[i] = new([options[0], 4 + options[1], 8 + options[2]], [1, 1, 1]);
            targets[i] = [(options[0] < 2) != (options[1] < 2) ? 1 : -1, (options[1] - options[2]) / 3f];
        }

        return (rows, targets);
    }
}
