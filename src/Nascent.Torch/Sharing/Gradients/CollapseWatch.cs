using Nascent.Costs;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Looks at the network that a search prefers, and remembers the last one that had not collapsed.</summary>
internal sealed class CollapseWatch
{
    private const int Draws = 200;
    private readonly CollapseGuard _guard;
    private readonly Func<Genotype, double> _parametersOf;
    private readonly double[] _usual;
    private readonly long _steps;
    private long _from;
    private readonly long _every;

    public CollapseWatch(CollapseGuard guard, SearchSpace space, Signature signature, long warmUp, long steps, Seed seed)
    {
        var model = CostTable.Named("params");
        (_guard, _parametersOf) = (guard, genotype => model.Total(space.Resolve(genotype, signature)));
        _usual = [.. Enumerable.Range(0, Draws).Select(i => _parametersOf(space.Genotypes.SampleByDecision(seed.Derive(i))))];
        _steps = steps;
        _from = warmUp + (long)(guard.Patience * (steps - warmUp));
        _every = Math.Max(1, steps / guard.Looks);
    }

    /// <summary>The network that was preferred when it was looked at last and had not collapsed; null before the first look.</summary>
    public Genotype? Sound { get; private set; }

    /// <summary>Goes on where another watch stood.</summary>
    public void GoOn(long from, Genotype? sound) => (_from, Sound) = (from, sound);

    /// <summary>The first step at which something may count as collapsed.</summary>
    public long From => _from;

    /// <summary>Has patience again: the options know nothing yet.</summary>
    public void Restart(long step) => _from = step + Math.Max(1, (long)(_guard.Patience * (_steps - step)));

    /// <summary>Whether nothing counts as collapsed yet.</summary>
    public bool IsPatient(long step) => step < _from;

    /// <summary>Looks, where it is time.</summary>
    /// <returns>What a collapse looks like, or null.</returns>
    public string? Look(long step, Func<Genotype> preferred)
    {
        if (IsPatient(step) || step % _every != 0)
            return null;
        var genotype = preferred();
        var parameters = _parametersOf(genotype);
        var above = _usual.Count(other => other > parameters) / (double)Draws;
        if (above >= _guard.ShareAbove)
            return FormattableString.Invariant($"Step {step} prefers {genotype}, and {above:P0} of the space's networks have more than its {parameters:N0} parameters.");
        Sound = genotype;
        return null;
    }
}
