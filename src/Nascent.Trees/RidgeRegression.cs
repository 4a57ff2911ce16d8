using System.Numerics.Tensors;
using Nascent.Data;

namespace Nascent.Trees;

/// <summary>Least squares with an L2 penalty on the weights and none on the intercept, solved exactly.</summary>
/// <remarks>Hoerl and Kennard 1970; the normal equations by Cholesky's factorisation, in double precision. ML.NET's stochastic solver diverges on small noiseless tables.</remarks>
internal static class RidgeRegression
{
    /// <summary>The weight of each feature, and the intercept.</summary>
    /// <param name="train">The features.</param>
    /// <param name="targets">(samples).</param>
    /// <param name="penalty">What the squared weights are multiplied with, positive, against the sum of squared errors.</param>
    public static (double[] Weights, double Intercept) Fit(SampleValues.Columns train, double[] targets, double penalty)
    {
        var (features, samples) = (train.FeatureCount, targets.Length);
        var means = new double[features];
        for (var i = 0; i < train.Features.Length; i++)
            means[i % features] += train.Features[i] / (double)samples;
        var centre = targets.Average();
        var rows = new double[samples][]; // centred, so that the intercept is out of the equations
        for (var sample = 0; sample < samples; sample++)
            rows[sample] = [.. Enumerable.Range(0, features).Select(i => train.Features[(sample * features) + i] - means[i])];
        var rest = Array.ConvertAll(targets, target => target - centre);
        var weights = samples < features ? OfSamples(rows, rest, penalty) : OfFeatures(rows, rest, penalty);
        return (weights, centre - TensorPrimitives.Dot<double>(weights, means));
    }

    private static double[] OfFeatures(double[][] rows, double[] targets, double penalty)
    {
        var size = rows[0].Length;
        var (matrix, right) = (new double[size, size], new double[size]);
        foreach (var (row, target) in rows.Zip(targets))
            for (var i = 0; i < size; i++)
            {
                if (row[i] == 0)
                    continue;
                right[i] += row[i] * target;
                for (var j = 0; j <= i; j++)
                    matrix[i, j] += row[i] * row[j];
            }

        for (var i = 0; i < size; i++)
            matrix[i, i] += penalty;
        return Solve(matrix, right);
    }

    // w = Xᵀ (X Xᵀ + penalty)⁻¹ y: the same weights from as many equations as there are samples.
    private static double[] OfSamples(double[][] rows, double[] targets, double penalty)
    {
        var matrix = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = TensorPrimitives.Dot<double>(rows[i], rows[j]);
            matrix[i, i] += penalty;
        }

        var weights = new double[rows[0].Length];
        foreach (var (row, factor) in rows.Zip(Solve(matrix, targets)))
            TensorPrimitives.MultiplyAdd<double>(row, factor, weights, weights);
        return weights;
    }

    // The lower triangle of a positive definite matrix is overwritten with its factor.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var j = 0; j < size; j++)
            for (var i = j; i < size; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[i, k] * matrix[j, k];
                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }

        var solution = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                solution[i] -= matrix[i, k] * solution[k];
            solution[i] /= matrix[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                solution[i] -= matrix[k, i] * solution[k];
            solution[i] /= matrix[i, i];
        }

        return solution;
    }
}
