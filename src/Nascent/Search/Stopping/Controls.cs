using Nascent.Randomness;

namespace Nascent.Search.Stopping;

/// <summary>Which trials are trained to the end although a rule stops them, so that the run can say how often the rule is wrong.</summary>
public static class Controls
{
    /// <summary>One trial in so many is a control where a rule would stop it.</summary>
    public const int DefaultShare = 10;

    /// <summary>Whether a trial is one: by the run's seed and the trial's number alone.</summary>
    /// <param name="run">The run's seed.</param>
    /// <param name="number">The trial's number.</param>
    /// <param name="share">One trial in so many; 0 for none.</param>
    public static bool IsControl(Seed run, int number, int share = DefaultShare) => share > 0 && run.Derive("control").Derive(number).Stream().NextInt(share) == 0;
}
