using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>The recipe that a data set is trained by unless the user says otherwise.</summary>
public static class RecipeDefaults
{
    private static readonly string[] NotMirrored = ["digit", "letter", "kmnist", "emnist", "svhn", "char"];

    /// <summary>Images: SGD with shifts, and mirrored unless they show writing. Tables: AdamW.</summary>
    /// <remarks>Whether images show writing is told by the data's name: <c>mnist</c> (but not <c>fashion-mnist</c>), or one that contains digit, letter, char, kmnist, emnist or svhn.</remarks>
    public static TrainingRecipe For(PreparedData data)
    {
        var classes = data.Task is LearningTask.Classification;
        if (data.Preprocessing is not Preprocessing.Image image)
        {
            return new()
            {
                Optimiser = OptimiserKind.AdamW,
                LearningRate = 3e-3,
                WeightDecay = 1e-2,
                BatchSize = data.Train.Count >= 20_000 ? 256 : data.Train.Count >= 2_000 ? 128 : 32,
            };
        }

        return new()
        {
            Optimiser = OptimiserKind.Sgd,
            LearningRate = 0.1,
            WeightDecay = 5e-4,
            BatchSize = data.Train.Count >= 5_000 ? 128 : 32,
            LabelSmoothing = classes ? 0.05 : 0,
            CropPadding = Math.Min(image.Height, image.Width) is var side && side <= 32 ? 2 : side / 16,
            Flip = !ShowsWriting(data.Name),
        };
    }

    private static bool ShowsWriting(string name) =>
        name.Equals("mnist", StringComparison.OrdinalIgnoreCase) || NotMirrored.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
