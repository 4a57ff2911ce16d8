using Nascent.Data;

namespace Nascent.Trees;

/// <summary>Least squares with an L2 penalty on the weights and none on the intercept, solved exactly.</summary>
/// <remarks>Hoerl and Kennard 1970; the normal equations by Cholesky's factorisation, in double precision. ML.NET's stochastic solver diverges on small noiseless tables.</remarks>
internal static class RidgeRegression
{
    /// <summary>Fits; the result maps a table to (samples) numbers.</summary>
    /// <param name="train">The features.</param>
    /// <param name="targets">(samples).</param>
    /// <param name="penalty">What the squared weights are multiplied with, positive, against the sum of squared errors.</param>
    public static Func<SampleValues.Columns, float[]> Fit(SampleValues.Columns train, double[] targets, double penalty)
    {
        var size = train.FeatureCount + 1;   // the last weight is the intercept
        var matrix = new double[size, size];
        var right = new double[size];
        var row = new double[size];
        for (var sample = 0; sample < targets.Length; sample++)
        {
            Load(train, sample, row);
            for (var i = 0; i < size; i++)
            {
                if (row[i] == 0)
                    continue;
                right[i] += row[i] * targets[sample];
                for (var j = 0; j <= i; j++)
                    matrix[i, j] += row[i] * row[j];
            }
        }

        for (var i = 0; i < size - 1; i++)
            matrix[i, i] += penalty;
        var weights = Solve(matrix, right);
        return table =>
        {
            var values = new double[size];
            var outputs = new float[table.Features.Length / table.FeatureCount];
            for (var sample = 0; sample < outputs.Length; sample++)
            {
                Load(table, sample, values);
                var sum = 0.0;
                for (var i = 0; i < size; i++)
                    sum += weights[i] * values[i];
                outputs[sample] = (float)sum;
            }

            return outputs;
        };
    }

    private static void Load(SampleValues.Columns table, int sample, double[] row)
    {
        for (var i = 0; i < table.FeatureCount; i++)
            row[i] = table.Features[(sample * table.FeatureCount) + i];
        row[table.FeatureCount] = 1;
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
