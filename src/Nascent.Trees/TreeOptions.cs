using Microsoft.ML.Trainers.FastTree;

namespace Nascent.Trees;

/// <summary>The settings of boosted trees: FastTree's defaults, on one thread, with smaller leaves where samples are few.</summary>
internal static class TreeOptions
{
    public static TOptions For<TOptions>(int samples, FitEffort effort)
        where TOptions : BoostedTreeOptions, new() => new()
        {
            NumberOfThreads = 1,
            NumberOfTrees = effort.TreeCount,
            NumberOfLeaves = 20,
            MinimumExampleCountPerLeaf = Math.Clamp(samples / 50, 1, 10),
            LearningRate = 0.2,
        };
}
