using Nascent.Numerics;
using Nascent.Predictors.Gaussian;
using Nascent.Tasks;

namespace Nascent.Strategies.Surrogates;

/// <summary>An objective or a constraint's metric, on the scale of normal scores among the observations: modelled, or looked up where it is known without training.</summary>
internal sealed class SurrogateQuantity
{
    private readonly Func<Metrics, double?> _valueOf;
    private readonly SurrogateModel? _model;
    private double[] _values = [];
    private double[] _sorted = [];

    /// <summary>Makes one without observations.</summary>
    /// <param name="valueOf">The value in metrics; more is better or not, as the user of it has it.</param>
    /// <param name="model">What predicts it, or null where metrics known before training have it.</param>
    public SurrogateQuantity(Func<Metrics, double?> valueOf, SurrogateModel? model) => (_valueOf, _model) = (valueOf, model);

    /// <summary>The values of the observations, in their order.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Their scores.</summary>
    public double[] Scores { get; private set; } = [];

    /// <summary>Takes the values of observations, of which the last may be new.</summary>
    /// <param name="entries">The observations.</param>
    /// <param name="missing">The value of those that have none or no result; null for the median, and where a value counts whatever became of the trial.</param>
    public void Score(IReadOnlyList<SurrogateEntry> entries, double? missing)
    {
        _values = new double[entries.Count];
        var there = missing is null ? entries.Select(entry => _valueOf(entry.Trial.Metrics)).OfType<double>().Where(double.IsFinite).Order().ToArray() : [];
        var other = missing ?? (there.Length == 0 ? 0 : there[there.Length / 2]);
        for (var i = 0; i < _values.Length; i++)
            _values[i] = (missing is null || entries[i].Trial.HasResult) && _valueOf(entries[i].Trial.Metrics) is { } value && !double.IsNaN(value) ? value : other;
        Scores = NormalScores.Of(_values);
        _sorted = (double[])_values.Clone();
        Array.Sort(_sorted);
    }

    /// <summary>The score that a value would have.</summary>
    public double ScoreOf(double value) => NormalScores.OfBound(_sorted, value);

    /// <summary>The value that has a score: between observations by interpolation, beyond them by the slope of the last tenth.</summary>
    public double ValueOf(double score)
    {
        var first = Array.FindIndex(_sorted, double.IsFinite);
        var count = _sorted.Length - first;
        if (first < 0 || count == 1)
            return first < 0 ? 0 : _sorted[first];
        var place = (NormalScores.Distribution(score) * _sorted.Length) - 0.5;
        if (place >= first && place <= _sorted.Length - 1)
            return _sorted[(int)place] + ((place - (int)place) * (_sorted[Math.Min((int)place + 1, _sorted.Length - 1)] - _sorted[(int)place]));
        var tenth = Math.Max(1, count / 10);
        var (end, inner) = place < first ? (first, first + tenth) : (_sorted.Length - 1, _sorted.Length - 1 - tenth);
        var (atEnd, atInner) = (NormalScores.Quantile((end + 0.5) / _sorted.Length), NormalScores.Quantile((inner + 0.5) / _sorted.Length));
        return _sorted[end] + ((score - atEnd) * (_sorted[end] - _sorted[inner]) / (atEnd - atInner));
    }

    /// <summary>Makes the model anew from the observations.</summary>
    public void Rebuild(IReadOnlyList<SurrogateEntry> entries, bool refit) => _model?.Rebuild([.. entries.Select(entry => entry.Point)], Scores, refit);

    /// <summary>Adds the observations that the model lacks, and those that are expected of pending genotypes.</summary>
    public void Extend(IReadOnlyList<SurrogateEntry> entries, int known, IReadOnlyList<SurrogatePoint> pending)
    {
        if (_model is null)
            return;
        _model.Truncate(known);
        for (var i = known; i < entries.Count; i++)
            _model.Add(entries[i].Point);
        _model.Solve(Scores);
        if (pending.Count == 0)
            return;
        double[] believed = [.. Scores, .. pending.Select(_model.Mean)];
        foreach (var point in pending)
            _model.Add(point);
        _model.Solve(believed);
    }

    /// <summary>The expected score of a candidate.</summary>
    public double Mean(in SurrogateCandidate candidate) => _model is null ? Looked(candidate) : _model.Mean(candidate.Point);

    /// <summary>What score a candidate may have at best.</summary>
    public double Optimistic(in SurrogateCandidate candidate) => _model is null ? Looked(candidate) : _model.Optimistic(candidate.Point);

    /// <summary>The expected score of a candidate, and its standard deviation: 0 for what is known.</summary>
    public (double Mean, double Deviation) Predict(in SurrogateCandidate candidate) => _model is null ? (Looked(candidate), 0) : _model.Predict(candidate.Point);

    private double Looked(in SurrogateCandidate candidate) => _valueOf(candidate.Known) is { } value ? ScoreOf(value) : 0;
}
