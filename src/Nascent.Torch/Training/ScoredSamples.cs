using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Torch.Modules;

namespace Nascent.Torch.Training;

/// <summary>What a training is scored on: the validation part, or training samples that it leaves unused.</summary>
internal sealed class ScoredSamples
{
    private readonly PreparedData _data;
    private readonly BatchSource _source;
    private readonly int[] _samples;
    private readonly SampleTargets _targets;

    /// <param name="data">The data.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="heldOut">The training samples that are scored, by number; where there are none, it is the validation part.</param>
    public ScoredSamples(PreparedData data, TrainingRecipe recipe, params int[] heldOut)
    {
        _data = data;
        var part = heldOut.Length == 0 ? data.Validation : data.Train;
        _source = BatchSource.Of(part, data.Preprocessing, recipe);
        _samples = heldOut.Length == 0 ? [.. Enumerable.Range(0, part.Count)] : heldOut;
        _targets = part.Targets.Take(_samples);
    }

    /// <summary>Every metric of the task.</summary>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public Metrics ScoresOf(ArchitectureModule module, CancellationToken cancellationToken) =>
        ValidationScores.Of(_data.Task, _targets, TorchPredictor.Predict(module, _source, _samples, _data.Task, cancellationToken));
}
