using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Torch.ZeroCost;
using Nascent.Torch.ZeroCost.Probes;
using Nascent.Torch.ZeroCost.Scores;
using static TorchSharp.torch;

namespace Nascent.Torch.Tests.ZeroCost;

public sealed class ZeroCostFormulaTests
{
    private const double K = 1e-5;

    [Fact]
    public void The_agreement_of_known_patterns_has_a_known_determinant()
    {
        // Patterns +−, ++, −+ agree in 2 1 0 / 1 2 1 / 0 1 2 units; the determinant is 4.
        using var scope = NewDisposeScope();
        NasWot.Of(Patterns(tensor(new float[] { 5, -1, 2, 3, -4, 1 }, [3, 2])))!.Value.ShouldBe(Math.Log(4), 1e-12);
        // Over two functions agreements add up: twice the matrix has 8 times the determinant. Zero is not active.
        NasWot.Of(Patterns(tensor(new float[] { 5, -1, 2, 3, -4, 1 }, [3, 2]), tensor(new float[] { 1, 0, 1, 1, 0, 1 }, [3, 2, 1, 1])))!.Value.ShouldBe(Math.Log(32), 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 35)]
    [InlineData(4, 64)]
    public void Agreements_are_counted_unit_by_unit(int channels, int positions)
    {
        using var scope = NewDisposeScope();
        var stream = new Seed(8).Stream();
        var values = Enumerable.Range(0, 5 * channels * positions).Select(_ => (float)stream.NextGaussian()).ToArray();
        var patterns = new ActivationPatterns(5);
        patterns.Add(tensor(values, [5, channels, positions, 1]));
        patterns.Add(tensor(new float[] { 1, 1, 1, 1, -1 }, [5, 1]));
        patterns.Add(tensor(new float[] { 0.6f, 0.4f, 0.6f, 0.4f, 0.4f }, [5, 1]), threshold: 0.5f, times: 3);
        var counts = patterns.Agreements.data<double>().ToArray();
        var units = channels * positions;
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 5; j++)
                counts[(i * 5) + j].ShouldBe(Enumerable.Range(0, units).Count(u => values[(i * units) + u] > 0 == values[(j * units) + u] > 0) + ((i == 4) == (j == 4) ? 1 : 0) + ((i is 0 or 2) == (j is 0 or 2) ? 3 : 0));
    }

    [Fact]
    public void Equal_patterns_have_no_score()
    {
        using var scope = NewDisposeScope();
        NasWot.Of(Patterns(tensor(new float[] { 1, -1, 2, -3 }, [2, 2]))).ShouldBeNull();
        NasWot.Of((ActivationPatterns?)null).ShouldBeNull();
    }

    [Fact]
    public void Gradients_that_do_not_correlate_score_best()
    {
        using var scope = NewDisposeScope();
        JacobianCovariance.Of(Rows(4, 1, -1, 0, 0, 0, 0, 1, -1))!.Value.ShouldBe(-2 * (Math.Log(1 + K) + (1 / (1 + K))), 1e-9);
        // Correlation 1: eigenvalues 2 and 0.
        JacobianCovariance.Of(Rows(4, 1, -1, 0, 0, 5, -5, 0, 0))!.Value.ShouldBe(-(Math.Log(2 + K) + (1 / (2 + K)) + Math.Log(K) + (1 / K)), 1);
        JacobianCovariance.Of(Rows(4, 1, -1, 0, 0, 3, 3, 3, 3)).ShouldBeNull();
    }

    [Fact]
    public void Correlations_within_classes_add_up()
    {
        using var scope = NewDisposeScope();
        var expected = Math.Abs((2 * Math.Log(1 + K)) + (2 * Math.Log(Math.Sqrt(0.5) + K))) + Math.Log(1 + K);
        EpeNas.Of(Rows(4, 1, -1, 0, 0, 1, -1, 1, -1, 0, 0, 1, -1), [4, 4, 2])!.Value.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void Scores_of_the_gradient_are_those_of_a_hand_computed_regression()
    {
        // y = w · x with the mean squared error of two rows: g = Σ (w · x − t) x and H = Σ x xᵀ.
        float[][] rows = [[1, 2], [-3, 0.5f]];
        double[] targets = [0.5, -1];
        var result = Score(Linears.Chain(2, 1), Linears.Table(2, [.. rows.SelectMany(row => row)], targets));
        using var scope = NewDisposeScope();
        var w = ProbeNetwork.Untrained(Linears.Chain(2, 1), new Seed(5), InitialValues.Uniform).Kernels.First().detach().data<float>().ToArray();
        Math.Abs(w.Max(Math.Abs)).ShouldBeLessThanOrEqualTo(MathF.Sqrt(0.5f));
        var outputs = rows.Select(row => (double)((w[0] * row[0]) + (w[1] * row[1]))).ToArray();
        double G(int j) => Enumerable.Range(0, 2).Sum(i => (outputs[i] - targets[i]) * rows[i][j]);
        double H(int j, int k) => rows.Sum(row => (double)row[j] * row[k]);
        result["grad_norm"].ShouldBe(Math.Sqrt((G(0) * G(0)) + (G(1) * G(1))), 1e-5);
        result["snip"].ShouldBe(Math.Abs(w[0] * G(0)) + Math.Abs(w[1] * G(1)), 1e-5);
        result["grasp"].ShouldBe(-Enumerable.Range(0, 2).Sum(j => w[j] * ((H(j, 0) * G(0)) + (H(j, 1) * G(1)))), 1e-4);
        // Two weights to the one channel, ½ the mean of (a ∂L/∂a)².
        result["fisher"].ShouldBe(2 * 0.5 * Enumerable.Range(0, 2).Average(i => Math.Pow(outputs[i] * (outputs[i] - targets[i]), 2)), 1e-5);
        result["l2_norm"].ShouldBe(Math.Sqrt((w[0] * w[0]) + (w[1] * w[1])), 1e-6);
        result["params"].ShouldBe(2);
        result["macs"].ShouldBe(2);
    }

    [Fact]
    public void Without_layers_before_it_the_zen_score_is_the_size_of_the_step()
    {
        // The features are the input: ln (mean of Σ |0.01 ε|) with E |ε| = √(2 / π).
        var result = Score(Linears.Chain(200, 3), Linears.Classes(200, 64, 3));
        result["zen"].ShouldBe(Math.Log(0.01 * 200 * Math.Sqrt(2 / Math.PI)), 0.03);
    }

    private static Tensor Rows(int width, params double[] values) => tensor(values).view(-1, width);

    private static ActivationPatterns Patterns(params Tensor[] functions)
    {
        var patterns = new ActivationPatterns((int)functions[0].shape[0]);
        foreach (var values in functions)
            patterns.Add(values);
        return patterns;
    }

    private static ImmutableSortedDictionary<string, double> Score(Architecture architecture, PreparedData data)
    {
        using var batch = ZeroCostBatch.Draw(data, 64, new Seed(1));
        return new ZeroCostScorer(batch, ZeroCostScores.All).Score(architecture, new Seed(5)).Scores;
    }
}
