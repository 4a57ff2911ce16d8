using Nascent.Predictors.Encodings;
using Nascent.Predictors.Gaussian;

namespace Nascent.Strategies.Surrogates;

/// <summary>A Gaussian process over one measured quantity, on the scale of normal scores, refitted as observations come.</summary>
internal sealed class SurrogateModel
{
    // Parameters are fitted to at most so many observations, spread over those that the process conditions on.
    private const int FittedPoints = 128, FirstSteps = 40, LaterSteps = 20;

    private readonly DecisionCodes _codes;
    private readonly KernelParameters _prior;
    private readonly int _capacity;
    private KernelParameters _parameters;
    private GaussianProcess _process;
    private bool _isFitted;

    /// <summary>Makes one without observations.</summary>
    /// <param name="codes">The space's codes.</param>
    /// <param name="prior">The prior of its covariance.</param>
    /// <param name="capacity">The most observations that it conditions on.</param>
    public SurrogateModel(DecisionCodes codes, KernelParameters prior, int capacity)
    {
        (_codes, _prior, _parameters, _capacity) = (codes, prior, prior, capacity);
        _process = new GaussianProcess(codes, prior, capacity);
    }

    /// <summary>The number of observations that it conditions on.</summary>
    public int Count => _process.Count;

    /// <summary>Takes new observations in place of all before.</summary>
    /// <param name="points">The genotypes.</param>
    /// <param name="scores">Their values.</param>
    /// <param name="refit">Whether the covariance is fitted to them.</param>
    public void Rebuild(IReadOnlyList<SurrogatePoint> points, double[] scores, bool refit)
    {
        if (refit)
        {
            var chosen = Enumerable.Range(0, Math.Min(points.Count, FittedPoints)).Select(i => (int)((long)i * points.Count / Math.Min(points.Count, FittedPoints))).ToArray();
            _parameters = new KernelFit(_codes, _prior).Fit(_parameters, [.. chosen.Select(i => points[i])], [.. chosen.Select(i => scores[i])], _isFitted ? LaterSteps : FirstSteps);
            _isFitted = true;
        }

        _process = new GaussianProcess(_codes, _parameters, _capacity);
        foreach (var point in points)
            _process.Add(point);
        _process.Solve(scores);
    }

    /// <summary>Adds a genotype; <see cref="Solve"/> follows.</summary>
    public void Add(SurrogatePoint point) => _process.Add(point);

    /// <summary>Forgets all observations but the first ones.</summary>
    public void Truncate(int count) => _process.Truncate(count);

    /// <summary>Conditions on the values of all observations.</summary>
    public void Solve(double[] scores) => _process.Solve(scores);

    /// <summary>The expected value.</summary>
    public double Mean(SurrogatePoint point) => _process.Mean(point);

    /// <summary>What a genotype may be at best.</summary>
    public double Optimistic(SurrogatePoint point) => _process.Optimistic(point);

    /// <summary>The expected value and its standard deviation.</summary>
    public (double Mean, double Deviation) Predict(SurrogatePoint point) => _process.Predict(point);
}
