using Nascent.Estimation;

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

    /// <summary>The scores of the observations.</summary>
    public double[] Scores { get; private set; } = [];

    /// <summary>Takes the values of observations, of which the last may be new.</summary>
    /// <param name="entries">The observations.</param>
    /// <param name="missing">The value of those that have none.</param>
    public void Score(IReadOnlyList<SurrogateEntry> entries, double? missing)
    {
        _values = new double[entries.Count];
        var there = missing is null ? entries.Select(entry => _valueOf(entry.Trial.Metrics)).OfType<double>().Where(double.IsFinite).Order().ToArray() : [];
        var other = missing ?? (there.Length == 0 ? 0 : there[there.Length / 2]);
        for (var i = 0; i < _values.Length; i++)
            _values[i] = entries[i].Trial.HasResult && _valueOf(entries[i].Trial.Metrics) is { } value && !double.IsNaN(value) ? value : other;
        Scores = NormalScores.Of(_values);
        _sorted = (double[])_values.Clone();
        Array.Sort(_sorted);
    }

    /// <summary>The score that a value would have.</summary>
    public double ScoreOf(double value) => NormalScores.OfBound(_sorted, value);

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

    /// <summary>The expected score of a candidate, and its standard deviation: 0 for what is known.</summary>
    public (double Mean, double Deviation) Predict(in SurrogateCandidate candidate) => _model is null ? (Looked(candidate), 0) : _model.Predict(candidate.Point);

    private double Looked(in SurrogateCandidate candidate) => _valueOf(candidate.Known) is { } value ? ScoreOf(value) : 0;
}
