using Nascent.Numerics;
using Nascent.Predictors.Encodings;

namespace Nascent.Predictors.Gaussian;

/// <summary>Finds the covariance under which observations are most probable, weighed with a prior (maximum a posteriori).</summary>
/// <remarks>
/// Resilient propagation (iRprop−, Igel and Hüsken 2003) on the gradient of the marginal likelihood (Rasmussen and Williams 2006, equation 5.9), from where the
/// last fit ended: a few steps suffice then, and each depends on signs of the gradient alone.
/// </remarks>
internal sealed class KernelFit(DecisionCodes codes, KernelParameters prior)
{
    private const double Grow = 1.2, Shrink = 0.5, FirstStep = 0.2, MostStep = 0.6, LeastStep = 1e-3, Range = 5;

    /// <summary>Fits, and returns the best parameters met.</summary>
    /// <param name="start">Where to begin.</param>
    /// <param name="points">The observed genotypes.</param>
    /// <param name="values">What was observed.</param>
    /// <param name="steps">The number of steps.</param>
    public KernelParameters Fit(KernelParameters start, IReadOnlyList<SurrogatePoint> points, double[] values, int steps)
    {
        var (n, size) = (points.Count, start.Values.Length);
        var work = new Work(codes, points);
        var (theta, gradient, before, step) = ((double[])start.Values.Clone(), new double[size], new double[size], new double[size]);
        Array.Fill(step, FirstStep);
        var (best, least) = (start.Values, double.PositiveInfinity);
        for (var iteration = 0; iteration < steps && n > 1; iteration++)
        {
            var loss = work.Loss(start with { Values = theta }, prior, values, gradient);
            if (loss < least)
                (best, least) = ((double[])theta.Clone(), loss);
            for (var i = 0; i < size; i++)
            {
                var sign = gradient[i] * before[i];
                step[i] = sign > 0 ? Math.Min(step[i] * Grow, MostStep) : sign < 0 ? Math.Max(step[i] * Shrink, LeastStep) : step[i];
                if (sign < 0)
                    gradient[i] = 0;
                theta[i] = Math.Clamp(theta[i] - (Math.Sign(gradient[i]) * step[i]), prior.Values[i] - Range, prior.Values[i] + Range);
                before[i] = gradient[i];
            }
        }

        return start with { Values = best };
    }

    private sealed class Work
    {
        private readonly DecisionCodes _codes;
        private readonly IReadOnlyList<SurrogatePoint> _points;
        private readonly Cholesky _root;
        private readonly double[] _product, _sum, _row, _inverse, _alpha, _delta, _slopes;

        public Work(DecisionCodes codes, IReadOnlyList<SurrogatePoint> points)
        {
            var n = points.Count;
            (_codes, _points, _root) = (codes, points, new Cholesky(n));
            (_product, _sum, _row, _inverse, _alpha, _delta) = (new double[n * n], new double[n * n], new double[n], new double[n * n], new double[n], new double[n * n]);
            _slopes = new double[n == 0 ? 0 : points[0].Known.Length];
        }

        /// <summary>The negative logarithm of likelihood and prior, with its gradient.</summary>
        public double Loss(KernelParameters parameters, KernelParameters prior, double[] values, double[] gradient)
        {
            var (n, theta) = (_points.Count, parameters.Values);
            for (var k = 0; k < _slopes.Length; k++)
                _slopes[k] = Math.Exp(theta[parameters.Decisions + k]);
            var (product, sum, noise) = (Math.Exp(theta[parameters.Product]), Math.Exp(theta[parameters.Sum]) / Math.Max(1, parameters.Decisions), Math.Exp(theta[parameters.Noise]));
            Fill(parameters);
            _root.Clear();
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < i; j++)
                    _row[j] = (product * _product[(i * n) + j]) + (sum * _sum[(i * n) + j]) + Linear(i, j);
                _root.Append(_row.AsSpan(0, i), product + (sum * parameters.Decisions) + Linear(i, i) + noise);
            }

            _root.SolveLower(values, _alpha);
            var loss = (0.5 * Cholesky.Dot(_alpha, _alpha)) + _root.LogDiagonal;
            _root.SolveUpper(_alpha);
            _root.Invert(_inverse);

            // dL/dK = (K⁻¹ − α αᵀ) / 2, symmetric: pairs below the diagonal count twice.
            for (var i = 0; i < n; i++)
                for (var j = 0; j <= i; j++)
                    _delta[(i * n) + j] = (i == j ? 0.5 : 1) * (_inverse[(i * n) + j] - (_alpha[i] * _alpha[j]));
            Gradient(parameters, product, sum, noise, gradient);
            for (var i = 0; i < theta.Length; i++)
            {
                var (off, deviation) = (theta[i] - prior.Values[i], parameters.DeviationOf(i));
                loss += off * off / (2 * deviation * deviation);
                gradient[i] += off / (deviation * deviation);
            }

            return loss;
        }

        private void Fill(KernelParameters parameters)
        {
            var n = _points.Count;
            Array.Fill(_product, 1);
            Array.Clear(_sum);
            for (var d = 0; d < parameters.Decisions; d++)
            {
                var (weight, stride) = (Math.Exp(parameters.Values[d]), _codes.Stride(d));
                var decays = Array.ConvertAll(_codes.Distances(d), distance => Math.Exp(-weight * distance));
                for (var i = 0; i < n; i++)
                {
                    var start = _points[i].Codes[d] * stride;
                    for (var j = 0; j < i; j++)
                    {
                        var decay = decays[start + _points[j].Codes[d]];
                        _product[(i * n) + j] *= decay;
                        _sum[(i * n) + j] += decay;
                    }
                }
            }
        }

        private double Linear(int i, int j)
        {
            var total = 0.0;
            for (var k = 0; k < _slopes.Length; k++)
                total += _slopes[k] * _points[i].Known[k] * _points[j].Known[k];
            return total;
        }

        private void Gradient(KernelParameters parameters, double product, double sum, double noise, double[] gradient)
        {
            var n = _points.Count;
            Array.Clear(gradient);
            for (var d = 0; d < parameters.Decisions; d++)
            {
                var (weight, stride, distances, total) = (Math.Exp(parameters.Values[d]), _codes.Stride(d), _codes.Distances(d), 0.0);
                var slopes = Array.ConvertAll(distances, distance => -weight * distance);
                var ofSum = Array.ConvertAll(slopes, slope => sum * Math.Exp(slope));
                for (var i = 0; i < n; i++)
                {
                    var start = _points[i].Codes[d] * stride;
                    for (var j = 0; j < i; j++)
                    {
                        var pair = start + _points[j].Codes[d];
                        total += _delta[(i * n) + j] * slopes[pair] * ((product * _product[(i * n) + j]) + ofSum[pair]);
                    }
                }

                gradient[d] = total;
            }

            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    var delta = _delta[(i * n) + j];
                    gradient[parameters.Product] += delta * product * (i == j ? 1 : _product[(i * n) + j]);
                    gradient[parameters.Sum] += delta * sum * (i == j ? parameters.Decisions : _sum[(i * n) + j]);
                    for (var k = 0; k < _slopes.Length; k++)
                        gradient[parameters.Decisions + k] += delta * _slopes[k] * _points[i].Known[k] * _points[j].Known[k];
                }

                gradient[parameters.Noise] += _delta[(i * n) + i] * noise;
            }
        }
    }
}
