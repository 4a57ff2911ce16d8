namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How a search by gradients goes, whatever its method.</summary>
public abstract record GradientSettings
{
    /// <summary>Passes over the half of the training part that weights learn from, above 0; 250 in GDAS, 50 in DARTS.</summary>
    public double Epochs { get; init; } = 50;

    /// <summary>The share of the steps, from the first, in which the shared weights are trained alone, in the range [0, 1): options that need training are at a disadvantage before it (Xu et al. 2020 leave the options alone for 15 of 50 epochs).</summary>
    public double WarmUp { get; init; } = 0.3;

    /// <summary>The learning rate of the options' weights: 3e-4 in GDAS and DARTS, 6e-4 in DrNAS.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Their L2 decay.</summary>
    public double Decay { get; init; } = 1e-3;

    /// <summary>Whether normalisations learn a scale and a shift in the search. False by default, as in the papers: an option's scale could make up for its weight, and the weight would say less of the option (Liu et al. 2019, appendix A.1).</summary>
    public bool LearnedNorms { get; init; }

    /// <summary>What networks cost, as a part of the options' loss; none by default.</summary>
    public CostTerm? Cost { get; init; }

    /// <summary>When the search is stopped for a collapse; never by default.</summary>
    public CollapseGuard? Guard { get; init; }
}
