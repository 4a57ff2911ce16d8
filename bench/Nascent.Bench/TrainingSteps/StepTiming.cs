namespace Nascent.Bench.TrainingSteps;

/// <summary>What some training steps took.</summary>
/// <param name="Steps">How many.</param>
/// <param name="Wall">Elapsed seconds.</param>
/// <param name="Cpu">Processor seconds.</param>
/// <param name="Fastest">Elapsed seconds of the fastest step.</param>
internal sealed record StepTiming(int Steps, double Wall, double Cpu, double Fastest);
