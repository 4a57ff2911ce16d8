namespace Nascent.Reporting.Outcomes;

/// <summary>The weights that found networks began with, in words.</summary>
public static class StartWords
{
    /// <summary>One sentence; null where all networks began at random.</summary>
    public static string? Sentence(RunStory story) => story.State.Spec?.RetrainRecipe.Start is { } start
        ? $"The found networks began with weights from other images ({start}) and learned at a rate of at most 0.03, the baselines began with random ones. --start none compares without."
        : null;
}
