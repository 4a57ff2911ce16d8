using Nascent.Reporting.Numbers;

namespace Nascent.Reporting.Outcomes;

/// <summary>The last training of the winner, in words.</summary>
public static class FinalWords
{
    /// <summary>One sentence; null where there was none.</summary>
    public static string? Sentence(RunStory story) => story.State switch
    {
        { Final: { } final } => FormattableString.Invariant($"Then the chosen network was trained once more, alone: {Epochs(final.Evaluation.Curve[^1].Epoch)} in {Figures.Time(final.Evaluation.Cost.Wall)}, on the validation samples too. These weights are deployed."),
        { FinalFailure: { } failure } => $"A last training of the chosen network failed ({failure.Reason}), so the weights by which it was chosen are deployed.",
        _ => null,
    };

    /// <summary>A number of epochs, such as <c>17.1 epochs</c>.</summary>
    public static string Epochs(double count) => FormattableString.Invariant($"{count:0.#} {(count == 1 ? "epoch" : "epochs")}");
}
