using Nascent.Predictors;

namespace Nascent.Tests.Extending;

/// <summary>A predictor: linear in the encoding of a genotype and its known scores, with normal weights.</summary>
internal sealed class OwnPredictor : IPredictorModel
{
    private readonly PredictorFeatures _features;
    private readonly double[][] _covariance;
    private readonly double[] _weights;

    private OwnPredictor(PredictorLesson lesson)
    {
        _features = new PredictorFeatures(lesson.Domain.Space, lesson.Known);
        var rows = lesson.Inputs.Select(_features.RowOf).ToArray();   // (networks, features)
        var length = _features.Length;
        var precision = Square(length, (i, j) => rows.Sum(row => (double)row[i] * row[j]) + (i == j ? 1 : 0));
        _covariance = Inverse(precision);
        double[] moments = [.. Enumerable.Range(0, length).Select(i => rows.Zip(lesson.Scores, (row, score) => row[i] * score).Sum())];
        _weights = [.. _covariance.Select(row => row.Zip(moments, (a, b) => a * b).Sum())];
    }

    public static PredictorDescription Description { get; } = new(
        "linear", "linear in the encoding of a genotype and its known scores", "", 1, lesson => new OwnPredictor(lesson));

    public IReadOnlyList<PredictedScore> Predict(IReadOnlyList<PredictorInput> inputs) => [.. inputs.Select(input => Of(_features.RowOf(input)))];

    private PredictedScore Of(float[] row) => new(
        row.Zip(_weights, (value, weight) => value * weight).Sum(),
        Math.Sqrt(row.Zip(_covariance, (value, line) => value * line.Zip(row, (a, b) => a * b).Sum()).Sum()));

    private static double[][] Square(int length, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, length).Select(i => Enumerable.Range(0, length).Select(j => element(i, j)).ToArray())];

    /// <summary>By Gauss and Jordan, in place; the matrix is positive definite, so that no pivot is zero.</summary>
    private static double[][] Inverse(double[][] matrix)
    {
        for (var pivot = 0; pivot < matrix.Length; pivot++)
        {
            var divisor = matrix[pivot][pivot];
            matrix[pivot][pivot] = 1;
            for (var j = 0; j < matrix.Length; j++)
                matrix[pivot][j] /= divisor;
            for (var i = 0; i < matrix.Length; i++)
            {
                if (i == pivot)
                    continue;
                var factor = matrix[i][pivot];
                matrix[i][pivot] = 0;
                for (var j = 0; j < matrix.Length; j++)
                    matrix[i][j] -= factor * matrix[pivot][j];
            }
        }

        return matrix;
    }
}
