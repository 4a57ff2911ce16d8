using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;
using Nascent.Torch.Modules;

namespace Nascent.Torch.Training;

/// <summary>What a training is scored on: the validation part, and training samples that it leaves unused.</summary>
internal sealed class ScoredSamples
{
    private readonly PreparedData _data;
    private readonly (BatchSource Source, int[] Samples)[] _parts;
    private readonly SampleTargets _targets;

    /// <param name="data">The data.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="heldOut">Training samples that are scored too, by number.</param>
    public ScoredSamples(PreparedData data, TrainingRecipe recipe, params ReadOnlySpan<int> heldOut)
    {
        _data = data;
        var validation = (BatchSource.Of(data.Validation, data.Preprocessing, recipe), Enumerable.Range(0, data.Validation.Count).ToArray());
        _parts = heldOut.Length == 0 ? [validation] : [validation, (BatchSource.Of(data.Train, data.Preprocessing, recipe), heldOut.ToArray())];
        _targets = (data.Validation.Targets, data.Train.Targets) switch
        {
            (SampleTargets.Labels v, SampleTargets.Labels t) => new SampleTargets.Labels([.. v.Indices, .. heldOut.ToArray().Select(i => t.Indices[i])]),
            (SampleTargets.Numbers v, SampleTargets.Numbers t) => new SampleTargets.Numbers([.. v.Values, .. heldOut.ToArray().Select(i => t.Values[i])]),
            _ => throw new InvalidOperationException("The training and the validation part have targets of two kinds."),
        };
    }

    /// <summary>Every metric of the task.</summary>
    /// <exception cref="EstimationFailedException">An output is no number.</exception>
    public Metrics ScoresOf(ArchitectureModule module, CancellationToken cancellationToken) => ValidationScores.Of(
        _data.Task, _targets, [.. _parts.SelectMany(part => TorchPredictor.Predict(module, part.Source, part.Samples, _data.Task, cancellationToken))]);
}
