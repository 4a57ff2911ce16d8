using Nascent.Tasks;

namespace Nascent.Cli.Composition;

/// <summary>Outputs as scores are computed from: a regression's numbers are standardised, class scores stay.</summary>
internal static class Standardised
{
    /// <summary>(samples, outputs), row-major: from the target's own unit into standard deviations from its mean.</summary>
    public static float[] Of(LearningTask task, float[] outputs) => task is LearningTask.Regression regression
        ? [.. outputs.Select(value => (float)((value - regression.Mean) / regression.StandardDeviation))] : outputs;
}
