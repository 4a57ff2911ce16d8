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

    // As many as the sandwich rule has in a step.
    private const int PathsOfSupernet = 4;

    // Half a batch takes half the rate.
    private const double SearchLearningRate = 0.1;

    /// <summary>Images: SGD with mirroring, shifts, a cut-out where there are at most 20,000 of them, and smoothed labels where there are at least 5,000. Tables: AdamW.</summary>
    /// <param name="data">The data.</param>
    /// <param name="augmentation">By what images are changed at random; by default as the summary says. Whether mirroring hurts a search measures, and asks then for what is left.</param>
    public static TrainingRecipe For(PreparedData data, Augmentation? augmentation = null)
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

        return (augmentation ?? Augmentation.Auto).ApplyTo(new()
        {
            Optimiser = OptimiserKind.Sgd,
            LearningRate = data.Train.Count >= MediumImages ? 0.2 : SearchLearningRate,
            WeightDecay = 5e-4,
            BatchSize = data.Train.Count >= MediumImages ? 128 : 32,
            WarmUp = 0.15,
            CropPadding = Augmentation.ShiftOf(image),
            Cutout = data.Train.Count <= FewImages ? Augmentation.CutOutOf(image) : 0,
            Flip = true,
            LabelSmoothing = data.Train.Count >= MediumImages ? Smoothing : 0,
        }, image, isBrief: false);
    }

    /// <summary>The recipe of a supernet that is kept: as the full one, but batches of images are half as large, at half the rate, since more steps train more paths; and gradients, which are sums over paths, are clipped at four times the norm.</summary>
    /// <param name="data">The data.</param>
    /// <param name="augmentation">By what images are changed at random; by default as in full training.</param>
    public static TrainingRecipe ForSupernet(PreparedData data, Augmentation? augmentation = null)
    {
        var full = For(data, augmentation);
        full = full with { GradientClip = PathsOfSupernet * full.GradientClip };
        return data.Preprocessing is not Preprocessing.Image ? full : full with { BatchSize = Math.Max(32, full.BatchSize / 2), LearningRate = full.LearningRate / 2 };
    }

    /// <summary>The recipe of a short search trial: as the full one, but images are not shifted or cut and labels not smoothed, which costs more than it gives in so few epochs, and batches are half as large, at no more than 0.1 as learning rate.</summary>
    /// <param name="data">The data.</param>
    /// <param name="augmentation">By what images are changed at random; by default they are mirrored.</param>
    public static TrainingRecipe ForSearch(PreparedData data, Augmentation? augmentation = null)
    {
        var full = For(data);
        return data.Preprocessing is not Preprocessing.Image image ? full : (augmentation ?? Augmentation.Auto).ApplyTo(
            full with { BatchSize = Math.Max(32, full.BatchSize / 2), LearningRate = SearchLearningRate, CropPadding = 0, Cutout = 0, LabelSmoothing = 0 }, image, isBrief: true);
    }
}
