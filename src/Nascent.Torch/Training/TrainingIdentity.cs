using System.Security.Cryptography;
using System.Text;
using Nascent.Architectures;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>What is the same evaluation, and what is the same training.</summary>
/// <param name="data">The data.</param>
/// <param name="recipe">How it is trained.</param>
/// <param name="objective">What the best epoch is chosen by.</param>
internal sealed class TrainingIdentity(PreparedData data, TrainingRecipe recipe, Metric objective)
{
    private readonly string _recipe = HashOf(recipe.ToString());

    /// <summary>The key of the evaluation: whether it goes on from a checkpoint does not change the result and is no part of it; weights to begin with are.</summary>
    public EvaluationKey KeyOf(EvaluationRequest request)
    {
        var axes = request.Fidelity.Axes.Remove(TrainEstimator.KeepWeights);
        var fidelity = request.Fidelity with { Axes = HorizonOf(request.Fidelity) == EpochsOf(request.Fidelity) ? axes.Remove(Fidelity.Horizon) : axes };
        return new($"{CanonicalHash.Of(request.Architecture)} {fidelity} {data.Checksum} {_recipe} #{request.Replicate}{From(request)}{CourseOf(request)}");
    }

    /// <summary>The training, whatever its length: what has the same text goes through the same states, step by step.</summary>
    public string TrainingOf(EvaluationRequest request)
    {
        var axes = request.Fidelity.Axes.Remove(TrainEstimator.KeepWeights).Remove(Fidelity.Epochs).SetItem(Fidelity.Horizon, HorizonOf(request.Fidelity));
        var weights = string.Join(' ', request.Architecture.Weights.Select(slot => $"{slot.Name}:{string.Join('x', slot.Shape)}"));
        return $"{CanonicalHash.Of(request.Architecture)} weights={HashOf(weights)} {request.Fidelity with { Axes = axes }} data={data.Checksum} recipe={_recipe} "
            + $"best={objective.Name} seed={request.Seed} #{request.Replicate}{From(request)}{CourseOf(request)}";
    }

    /// <summary>The weights that a training begins with in place of its own, or null.</summary>
    public static ArtifactRef? WeightsOf(EvaluationRequest request) => request.Checkpoint is { Kind: not ArtifactRef.Checkpoint } weights ? weights : null;

    /// <summary>Passes over the data after which it ends.</summary>
    public static double EpochsOf(Fidelity fidelity) => fidelity.Axis(Fidelity.Epochs, 1);

    /// <summary>Passes for which the learning rate is scheduled.</summary>
    public static double HorizonOf(Fidelity fidelity) => fidelity.Axis(Fidelity.Horizon, EpochsOf(fidelity));

    /// <summary>SHA-256 of a text, lower-case hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string CourseOf(EvaluationRequest request) => request switch
    {
        { Course: { } course } => $" course={HashOf(string.Join(' ', course.Changes))}",
        { TimeToUse: not null } => " timed",
        _ => "",
    };

    private static string From(EvaluationRequest request) => WeightsOf(request) is { } weights ? $" from {weights.Sha256}" : "";
}
