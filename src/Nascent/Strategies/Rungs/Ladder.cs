using System.Collections.Immutable;
using System.Globalization;
using Nascent.Estimation;
using Nascent.Trials;

namespace Nascent.Strategies.Rungs;

/// <summary>The fidelities that a strategy uses, each η times as much training as the one below it, or as near to that as can be had.</summary>
/// <remarks>
/// Where a run names the levels that can be had, these are the rungs: from the top, each the highest that is at most one η-th of the one above. Elsewhere each rung
/// has an η-th of the epochs of the one above, and is the beginning of a training of all epochs (<see cref="Fidelity.Horizon"/>) where raised networks continue. A rung of less than
/// the smallest share of the full fidelity is left out, and a fidelity without epochs is the only rung.
/// </remarks>
internal sealed class Ladder
{
    private readonly Dictionary<Fidelity, int> _indices = [];

    /// <summary>Builds the ladder of a run.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="options">The factor between rungs, the smallest one, and whether promoted networks continue: levels that a run names are trainings of their own, which nothing continues.</param>
    public Ladder(SearchView view, RungOptions options)
    {
        var (eta, smallest) = (options.Eta, options.Smallest);
        Continues = options.Continue && view.Levels.IsEmpty;
        Rungs = view.Space.Size.IsOne ? [view.Fidelity] // of one network there is nothing to choose
            : view.Levels.IsEmpty ? ByEpochs(view.Fidelity, eta, smallest, options.Continue) : ByLevels(view, eta, smallest);
        for (var rung = 0; rung < Rungs.Length; rung++)
            _indices.Add(Rungs[rung], rung);
        Factors = [.. Rungs.Skip(1).Zip(Rungs, (above, below) => view.Levels.IsEmpty ? eta : above.Amount / below.Amount)];
    }

    /// <summary>The fidelities, cheapest first; the last one is the full one.</summary>
    public ImmutableArray<Fidelity> Rungs { get; }

    /// <summary>How many trials of a rung there are to one that is raised to the next: how much more training that takes. One fewer than <see cref="Rungs"/>.</summary>
    public ImmutableArray<double> Factors { get; }

    /// <summary>Whether a raised network's training goes on where it ended.</summary>
    public bool Continues { get; }

    /// <summary>The place of the full fidelity.</summary>
    public int Top => Rungs.Length - 1;

    /// <summary>The rung of a fidelity.</summary>
    public int IndexOf(Fidelity fidelity) => _indices[fidelity];

    /// <summary>How many of a rung's trials are raised.</summary>
    public int RaisedOf(int rung, int trials) => (int)((trials / Factors[rung]) + 1e-9);

    /// <summary>The proposal that raises a trial's network to a rung.</summary>
    public Proposal.Try Raised(Trial trial, int rung) => new(trial.Genotype, Rungs[rung], Continues ? trial.Number : null);

    private static ImmutableArray<Fidelity> ByLevels(SearchView view, double eta, double smallest)
    {
        var rungs = new List<Fidelity> { view.Fidelity };
        foreach (var level in view.Levels.Reverse())
            if (level.Amount * eta <= rungs[^1].Amount * (1 + 1e-9) && level.Amount >= smallest * view.Fidelity.Amount)
                rungs.Add(level);
        rungs.Reverse();
        return [.. rungs];
    }

    private static ImmutableArray<Fidelity> ByEpochs(Fidelity full, double eta, double smallest, bool continues)
    {
        var rungs = new List<Fidelity> { full };
        var epochs = full.Axis(Fidelity.Epochs, 0);
        var part = continues ? full.With(Fidelity.Horizon, epochs) : full;
        for (var share = 1 / eta; epochs > 0 && share >= smallest * (1 - 1e-9); share /= eta)
            rungs.Add(part.With(Fidelity.Epochs, Rounded(epochs * share)));
        rungs.Reverse();
        return [.. rungs];
    }

    // Four digits, so that a fidelity reads well wherever it is shown.
    private static double Rounded(double epochs) => double.Parse(epochs.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
