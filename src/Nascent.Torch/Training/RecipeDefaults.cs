using Nascent.Data;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training;

/// <summary>The recipe that a data set is trained by unless the user says otherwise.</summary>
public static class RecipeDefaults
{
    private const int MediumImages = 5_000;
    private const int FewImages = 20_000;

    // With fewer images the recipe is another.
    private const double Smoothing = 0.1;

    // Half a batch takes half the rate.
    private const double SearchLearningRate = 0.1;

    private static readonly string[] NotMirrored = ["digit", "letter", "kmnist", "emnist", "svhn", "char"];

    /// <summary>Images: SGD with shifts, a cut-out where there are at most 20,000 of them, smoothed labels where there are at least 5,000, and mirrored unless they show writing. Tables: AdamW.</summary>
    /// <remarks>Whether images show writing is told by the data's name: <c>mnist</c> (but not <c>fashion-mnist</c>), or one that contains digit, letter, char, kmnist, emnist or svhn.</remarks>
    public static TrainingRecipe For(PreparedData data)
    {
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
            LearningRate = data.Train.Count >= MediumImages ? 0.2 : SearchLearningRate,
            WeightDecay = 5e-4,
            BatchSize = data.Train.Count >= MediumImages ? 128 : 32,
            WarmUp = 0.15,
            CropPadding = Math.Max(1, Math.Min(image.Height, image.Width) * image.Channels / 32),
            Cutout = data.Train.Count <= FewImages ? Math.Min(image.Height, image.Width) / 4 : 0,
            Flip = !ShowsWriting(data.Name),
            LabelSmoothing = data.Train.Count >= MediumImages ? Smoothing : 0,
        };
    }

    /// <summary>The recipe of a short search trial: as the full one, but images are not shifted or cut and labels not smoothed, which costs more than it gives in so few epochs, and batches are half as large, at no more than 0.1 as learning rate.</summary>
    public static TrainingRecipe ForSearch(PreparedData data)
    {
        var full = For(data);
        return data.Preprocessing is Preprocessing.Image ? full with { BatchSize = Math.Max(32, full.BatchSize / 2), LearningRate = SearchLearningRate, CropPadding = 0, Cutout = 0, LabelSmoothing = 0 } : full;
    }

    private static bool ShowsWriting(string name) =>
        name.Equals("mnist", StringComparison.OrdinalIgnoreCase) || NotMirrored.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
