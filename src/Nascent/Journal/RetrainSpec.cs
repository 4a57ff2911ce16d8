using System.Text.Json.Serialization;
using Nascent.Estimation;

namespace Nascent.Journal;

/// <summary>How the best candidates are trained in full; what is null is fitted to the run's time.</summary>
/// <param name="Candidates">How many, at least 1.</param>
/// <param name="Seeds">How often each, at least 1.</param>
/// <param name="Epochs">Passes over the training data.</param>
public sealed record RetrainSpec(int? Candidates, int? Seeds, int? Epochs)
{
    /// <summary>Whether the winner is trained once more, for the time that is left, on all samples but those of the test part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Final { get; init; }

    /// <summary>Folds of a cross-validation by which candidates are trained in full in place of several seeds, at least 2; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Folds { get; init; }

    /// <summary>A fidelity of full training, on these folds where there are any.</summary>
    public Fidelity OnFolds(Fidelity fidelity) => Folds > 1 ? fidelity.With(Fidelity.Folds, Folds) : fidelity;

    /// <summary>Whether an ensemble of the candidates is made, to be one of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Ensemble { get; init; }
}
