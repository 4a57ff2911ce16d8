using System.Text.Json.Serialization;

namespace Nascent.Estimation;

/// <summary>How networks are trained: everything but the data, the length and the seed.</summary>
/// <remarks>
/// The learning rate rises linearly over the warm-up and falls to zero as half a cosine (Loshchilov and Hutter 2017) over the rest.
/// Weight decay applies to kernels only, not to biases or normalisations.
/// </remarks>
public sealed record TrainingRecipe
{
    /// <summary>The optimiser.</summary>
    public OptimiserKind Optimiser { get; init; } = OptimiserKind.Sgd;

    /// <summary>The highest learning rate, positive.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Momentum of SGD (Nesterov) or β₁ of AdamW, in the range [0, 1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay, at least 0.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Samples a step, at least 1.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The share of all steps over which the learning rate rises, in the range [0, 1).</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>Label smoothing (Szegedy et al. 2016), in the range [0, 1).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Gradients are scaled down to this 2-norm; 0 for no clipping.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Pixels by which images are shifted at random, with black moved in; 0 for none.</summary>
    public int CropPadding { get; init; }

    /// <summary>Whether images are mirrored left to right at random.</summary>
    public bool Flip { get; init; }

    /// <summary>Side of the square that is cut out of images (DeVries and Taylor 2017); 0 for none.</summary>
    public int Cutout { get; init; }

    /// <summary>α of mixup (Zhang et al. 2018); 0 for none.</summary>
    public double Mixup { get; init; }

    /// <summary>By how much brightness, contrast and saturation of images change at random, each by a factor of at most 1 ± this, in the range [0, 1); 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Colour { get; init; }

    /// <summary>The start whose weights networks begin with where it covers them, in place of random ones, at a learning rate of at most 0.03; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Start { get; init; }

    /// <summary>Whether rare classes weigh as much as frequent ones in the loss.</summary>
    public bool ClassWeights { get; init; }
}
