using Nascent.Estimation.Curves;
using Nascent.Randomness;
using Nascent.Search.Stopping;

namespace Nascent.Tests.Extending;

/// <summary>A stopping rule: ends a training that is worse, after as many epochs, than all that were finished.</summary>
public sealed class OwnStoppingRule : IStoppingRule
{
    public static StoppingRuleDescription Description { get; } = new(
        "worst", "ends a training that is worse than all finished ones were", "", 1, () => new OwnStoppingRule());

    public bool Stops(ScoreCurve running, KnownCurves known, Seed seed) =>
        known.Curves.Where(curve => curve.IsFinished).All(curve => running.Best < curve.Until(running.Length).Best);
}
