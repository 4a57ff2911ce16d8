using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>The last training of the winner: whether there is one, and how it is planned at first.</summary>
internal static class FinalTraining
{
    // How much each further core adds to the speed of one, roughly: the end of the training moves with the clock.
    private const double GainOfAPart = 0.85;

    /// <summary>Whether the winner is trained once more: where that was asked for, has not happened, and an epoch at least fits.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">Its state.</param>
    /// <param name="left">Wall time that is left of the whole job; null without a limit.</param>
    public static bool IsWanted(OpenRun run, RunState state, TimeSpan? left) =>
        run.Spec.Retrain.Final && state.Winner?.Candidate != CandidateId.Ensemble && state is { Winner: not null, Final: null, FinalFailure: null, Deployed: null } && left - SearchDefaults.Reserve > LeastOf(state);

    /// <summary>How it is trained: on all workers' cores, on the validation part too, for about as many epochs as its time allows. It follows from the journal, so that a resumed training goes on; the end moves with the clock.</summary>
    public static Fidelity FidelityOf(OpenRun run, RunState state)
    {
        if (IsFit(state))
            return OnAll(state.Plan!.Fidelity);
        var parts = run.Spec.Workers.Device == SearchDefaults.Device ? run.Spec.Workers.Count : 1;
        var speed = 1 + (GainOfAPart * (parts - 1));
        var after = run.Spec.Budget.Time!.Value * (1 - run.Spec.Budget.SearchShare) * (1 - SearchDefaults.ShareOfChoice);
        var most = run.Data.Preprocessing is Preprocessing.Image ? SearchDefaults.MostFinalEpochsOfImages : state.Plan!.Fidelity.Axis(Fidelity.Epochs, 1); // on a table more epochs fit the noise
        var epochs = Math.Clamp(Math.Round(after / SecondsPerEpoch(state) * speed), 1, most);
        return OnAll(state.Plan!.Fidelity).With(Fidelity.Epochs, epochs).With(Fidelity.MostEpochs, most).With(Fidelity.Parts, parts);
    }

    private static Fidelity OnAll(Fidelity fidelity) => (fidelity with { Axes = fidelity.Axes.Remove(Fidelity.Folds) }).With(Fidelity.WithValidation, 1);

    // A model that is fitted has no epochs: it takes about as long as before.
    private static TimeSpan LeastOf(RunState state) => IsFit(state) ? OfWinner(state)[0].Evaluation.Cost.Wall : SecondsPerEpoch(state);

    private static bool IsFit(RunState state) => Baselines.IsPlainModel(state.Winner!.Candidate);

    private static RetrainResult[] OfWinner(RunState state) => [.. state.Retrained.Where(result => result.Candidate == state.Winner!.Candidate)];

    private static TimeSpan SecondsPerEpoch(RunState state)
    {
        var trainings = OfWinner(state);
        return trainings.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Evaluation.Cost.Wall) / trainings.Sum(result => result.Evaluation.Curve[^1].Epoch);
    }
}
