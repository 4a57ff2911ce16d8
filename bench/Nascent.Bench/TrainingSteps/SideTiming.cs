using System.Collections.Immutable;

namespace Nascent.Bench.TrainingSteps;

/// <summary>What one turn of all processes of a side took.</summary>
/// <param name="Each">One a process.</param>
internal sealed record SideTiming(ImmutableArray<StepTiming> Each)
{
    /// <summary>Steps a second of all processes together, by elapsed time.</summary>
    public double ByWall => Each.Sum(timing => timing.Steps / timing.Wall);

    /// <summary>Steps a second of all processes together, by processor time.</summary>
    public double ByCpu => Each.Sum(timing => timing.Steps / timing.Cpu);

    /// <summary>Steps a second of all processes together, if each step were as fast as the process's fastest.</summary>
    public double ByFastest => Each.Sum(timing => 1 / timing.Fastest);
}
