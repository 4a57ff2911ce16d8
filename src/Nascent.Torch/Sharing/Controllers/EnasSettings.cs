namespace Nascent.Torch.Sharing.Controllers;

/// <summary>How <see cref="Enas"/> searches.</summary>
public sealed record EnasSettings
{
    /// <summary>Passes over the half of the training part that weights learn from, above 0; each step takes the paths of a batch.</summary>
    public double Epochs { get; init; } = 20;

    /// <summary>The share of the steps, from the first, in which the controller is left alone, in the range [0, 1): what it would learn of weights that know nothing is who learns fast.</summary>
    public double WarmUp { get; init; } = 0.5;

    /// <summary>The share of the steps after the warm-up that train paths by strict fairness (<see cref="PathRule.StrictlyFair"/>) and not the controller's, in the range [0, 1]: what the controller has left would never be better again. 0 in the paper.</summary>
    public double FairShare { get; init; } = 0.25;

    /// <summary>How much later the learning rate of the weights falls for paths that compute more than others, as in <see cref="SupernetTrainer"/>; 0 in the paper.</summary>
    public double ByComplexity { get; init; } = 1;

    /// <summary>The share of the highest learning rate of the weights that the search ends with, in the range [0, 1]: as the rate falls further, the weights come to prefer networks with short ways from input to output.</summary>
    public double LastRate { get; init; } = 0.25;

    /// <summary>Paths of the controller in a step of the weights, at least 1; 1 in the paper.</summary>
    public int Paths { get; init; } = 4;

    /// <summary>Networks that an update of the controller compares, on one batch, at least 2.</summary>
    public int Compared { get; init; } = 8;

    /// <summary>The learning rate of the controller (Adam); 3.5e-4 in the paper. Faster ones settle before the weights know what deep networks are worth.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>The weight of the policy's entropy, beside advantages of variance 1.</summary>
    public double Entropy { get; init; } = 0.01;

    /// <summary>Hidden units of the controller; 64 in the paper's code.</summary>
    public int Hidden { get; init; } = 64;

    /// <summary>c of c·tanh(logit), which bounds how sure the controller can be; 0 for no bound.</summary>
    public double TanhConstant { get; init; } = 2.5;
}
