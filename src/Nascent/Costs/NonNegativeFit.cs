using System.Collections.Immutable;

namespace Nascent.Costs;

/// <summary>Least squares with coefficients that are not negative.</summary>
public static class NonNegativeFit
{
    private const int Sweeps = 100_000;

    /// <summary>The coefficients that minimise the sum of squares of (prediction / target - 1).</summary>
    /// <remarks>Coordinate descent; the problem is convex and each coordinate's minimum is known, so it converges to the optimum (Franc, Hlaváč and Navara 2005).</remarks>
    /// <param name="rows">One row of terms a target, at least one.</param>
    /// <param name="targets">Positive.</param>
    public static ImmutableArray<double> OfRelativeError(IReadOnlyList<ImmutableArray<double>> rows, IReadOnlyList<double> targets)
    {
        var count = rows[0].Length;
        // Columns are scaled to length 1, so that counts of very different size converge alike.
        var scale = Enumerable.Range(0, count).Select(j => Math.Sqrt(rows.Select((row, i) => row[j] / targets[i]).Sum(value => value * value))).ToArray();
        var columns = Enumerable.Range(0, count).Select(j => rows.Select((row, i) => scale[j] > 0 ? row[j] / targets[i] / scale[j] : 0).ToArray()).ToArray();
        var (coefficients, residual) = (new double[count], Enumerable.Repeat(-1.0, rows.Count).ToArray());
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var moved = 0.0;
            for (var j = 0; j < count; j++)
                moved = Math.Max(moved, Math.Abs(Move(coefficients, j, columns[j], residual)));
            if (moved < 1e-12)
                break;
        }

        return [.. coefficients.Select((value, j) => scale[j] > 0 ? value / scale[j] : 0)];
    }

    private static double Move(double[] coefficients, int j, double[] column, double[] residual)
    {
        var gradient = column.Zip(residual, (x, r) => x * r).Sum();
        var next = Math.Max(0, coefficients[j] - gradient);
        var step = next - coefficients[j];
        coefficients[j] = next;
        for (var i = 0; i < residual.Length; i++)
            residual[i] += step * column[i];
        return step;
    }
}
