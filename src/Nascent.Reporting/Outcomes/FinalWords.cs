using Nascent.Estimation;
using Nascent.Reporting.Numbers;
using Nascent.Trials;

namespace Nascent.Reporting.Outcomes;

/// <summary>The last training of the winner, in words.</summary>
public static class FinalWords
{
    /// <summary>One sentence; null where there was none.</summary>
    public static string? Sentence(RunStory story) => story.State switch
    {
        { Final: { } final } => $"Then the chosen {Kind(final.Candidate)} was {(final.Evaluation.Curve.IsEmpty ? "fitted" : "trained")} once more, alone: {Length(final.Evaluation)} in {Figures.Time(final.Evaluation.Cost.Wall)}, on the validation samples too. These weights are deployed.",
        { FinalFailure: { } failure } => $"A last training of the chosen {Kind(failure.Candidate)} failed ({failure.Reason}), so the weights by which it was chosen are deployed.",
        _ => null,
    };

    /// <summary>How long it was: its epochs, or one fit where the model has none.</summary>
    public static string Length(Evaluation evaluation) => evaluation.Curve is [.., var last] ? Epochs(last.Epoch) : "one fit";

    /// <summary>A number of epochs, such as <c>17.1 epochs</c>.</summary>
    public static string Epochs(double count) => FormattableString.Invariant($"{count:0.#} {(count == 1 ? "epoch" : "epochs")}");

    private static string Kind(CandidateId candidate) => candidate.TrialNumber is null ? "model" : "network";
}
