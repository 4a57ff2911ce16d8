namespace Nascent.Torch.Predictors;

/// <summary>Bayesian linear regression on the last hidden units of a network: its posterior says how sure the network is.</summary>
/// <remarks>
/// Snoek et al. 2015 (DNGO), section 3; precisions of weights and noise by the fixed point of the evidence (MacKay 1992, equations 3.18 to 3.20), in double precision.
/// Units that the networks learned from did not use leave their weights as unknown as they were before, so that what is unlike them is unsure.
/// </remarks>
internal sealed class BayesianLinear
{
    private const int Iterations = 20;
    private const double LeastPrecision = 1e-3, MostPrecision = 1e3;

    private readonly double[] _weights;
    private readonly double[,] _covariance;

    private BayesianLinear(double[] weights, double[,] covariance) => (_weights, _covariance) = (weights, covariance);

    /// <summary>Fits weights and a constant.</summary>
    /// <param name="units">The units of each network.</param>
    /// <param name="targets">Its score.</param>
    public static BayesianLinear Fit(IReadOnlyList<float[]> units, IReadOnlyList<double> targets)
    {
        double[][] rows = [.. units.Select(Row)];
        var (size, right) = (rows[0].Length, new double[rows[0].Length]);
        var products = new double[size, size];
        foreach (var (row, target) in rows.Zip(targets))
            for (var i = 0; i < size; i++)
            {
                right[i] += row[i] * target;
                for (var j = 0; j < size; j++)
                    products[i, j] += row[i] * row[j];
            }

        var (ofWeights, ofNoise) = (1.0, 10.0);
        for (var iteration = 0; ; iteration++)
        {
            var covariance = Inverse(products, ofWeights, ofNoise);
            double[] weights = [.. Enumerable.Range(0, size).Select(i => ofNoise * Enumerable.Range(0, size).Sum(j => covariance[i, j] * right[j]))];
            if (iteration == Iterations)
                return new(weights, covariance);
            var determined = size - (ofWeights * Enumerable.Range(0, size).Sum(i => covariance[i, i]));
            var errors = rows.Zip(targets, (row, target) => target - Dot(row, weights)).Sum(error => error * error);
            ofWeights = Math.Clamp(determined / Math.Max(1e-9, weights.Sum(weight => weight * weight)), LeastPrecision, MostPrecision);
            ofNoise = Math.Clamp((rows.Length - determined) / Math.Max(1e-9, errors), LeastPrecision, MostPrecision);
        }
    }

    /// <summary>The expected score, and the standard deviation of what the weights leave open.</summary>
    public (double Mean, double Deviation) Predict(float[] units)
    {
        var (row, variance) = (Row(units), 0.0);
        for (var i = 0; i < row.Length; i++)
            for (var j = 0; j < row.Length; j++)
                variance += row[i] * _covariance[i, j] * row[j];
        return (Dot(row, _weights), Math.Sqrt(Math.Max(0, variance)));
    }

    private static double[] Row(float[] units) => [.. units.Select(unit => (double)unit), 1];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>The inverse of weights · I + noise · products, positive definite, by Gauss and Jordan's elimination.</summary>
    private static double[,] Inverse(double[,] products, double weights, double noise)
    {
        var size = products.GetLength(0);
        var (left, inverse) = (new double[size, size], new double[size, size]);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                left[i, j] = (noise * products[i, j]) + (i == j ? weights : 0);
            inverse[i, i] = 1;
        }

        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = 1 / left[pivot, pivot];
            for (var j = 0; j < size; j++)
                (left[pivot, j], inverse[pivot, j]) = (left[pivot, j] * scale, inverse[pivot, j] * scale);
            for (var i = 0; i < size; i++)
            {
                var factor = i == pivot ? 0 : left[i, pivot];
                for (var j = 0; factor != 0 && j < size; j++)
                    (left[i, j], inverse[i, j]) = (left[i, j] - (factor * left[pivot, j]), inverse[i, j] - (factor * inverse[pivot, j]));
            }
        }

        return inverse;
    }
}
