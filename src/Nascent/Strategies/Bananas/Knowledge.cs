using Nascent.Genotypes;
using Nascent.Predictors.Encodings;
using Nascent.Predictors.Ensembles;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Strategies.Bananas;

/// <summary>What was observed, and the ensemble that has learnt from it.</summary>
internal sealed class Knowledge
{
    private readonly BananasOptions _options;
    private readonly Func<Genotype, Metrics?> _costsOf;
    private readonly GenotypeEncoding _encoding;
    private readonly ScoreBoard _board;
    private Ensemble? _ensemble;
    private long _due;

    public Knowledge(BananasOptions options, SearchView view, Seed seed)
    {
        (_options, _costsOf) = (options, view.CostsOf);
        _encoding = new GenotypeEncoding(view.Space, options.Encoding, options.Known ? new KnownScores(view, seed) : null);
        _board = new ScoreBoard(view.Objectives, view.Constraints, options.Window);
    }

    /// <summary>How many trials were observed, without those that the end of the time stopped.</summary>
    public long Count { get; private set; }

    public void Add(Trial trial)
    {
        if (trial.State == TrialState.Stopped && !trial.HasResult)
            return;
        Count++;
        _board.Add(trial, _encoding.Of(trial.Genotype, _costsOf));
    }

    /// <summary>Trains the ensemble afresh where enough was observed since the last time.</summary>
    public void Fit(Seed seed)
    {
        if (_ensemble is not null && Count < _due)
            return;
        var entries = _board.Entries;
        _ensemble = Ensemble.Train(_options.Networks, _encoding.Length, [.. entries.Select(entry => entry.Row)], [.. entries.Select(entry => entry.Scores)], seed);
        _due = Math.Max(Count + _options.Refit, (long)Math.Ceiling(Count * _options.Growth));
    }

    /// <summary>The best trials.</summary>
    public Genotype[] Best(Scalarisation scalarisation, int count) =>
        [.. _board.Entries.OrderByDescending(entry => scalarisation.Of(entry.Scores.Select(score => (double)score).ToArray())).Take(count).Select(entry => entry.Genotype)];

    /// <summary>A draw of a genotype's scores.</summary>
    public double[] Draw(Genotype genotype, RandomStream stream) => _ensemble!.Draw(_encoding.Of(genotype, _costsOf), stream);
}
