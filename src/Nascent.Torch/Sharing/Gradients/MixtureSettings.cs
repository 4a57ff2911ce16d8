namespace Nascent.Torch.Sharing.Gradients;

/// <summary>How <see cref="MixtureSearch"/> searches.</summary>
public sealed record MixtureSettings : GradientSettings
{
    /// <summary>Where shares come from.</summary>
    public MixtureKind Kind { get; init; }

    /// <summary>Whether options learn from the loss after one more step of the weights (<c>UnrolledStep</c>), which costs four passes: DARTS of second order.</summary>
    public bool SecondOrder { get; init; }

    /// <summary>
    /// Of how many equal parts of the channels one goes through the options, at least 1; above 1 PC-DARTS (Xu et al. 2020, who take 4 on CIFAR-10): see <see cref="Spaces.SearchSpace.ResolveMixture"/>. The edges into a node of a cell have weights of their own then,
    /// whose softmax they are multiplied by (edge normalisation); they decide nothing but what is learned, as a space says how many edges it has.
    /// </summary>
    public int Parts { get; init; } = 1;

    /// <summary>How strongly concentrations are held near 1, by the 2-norm of their distance: Dirichlet alone.</summary>
    public double Anchor { get; init; } = 1e-3;

    /// <summary>
    /// By how much each share is disturbed at the end, evenly up and down, while the shared weights learn; it rises from a tenth of that (Chen and Hsieh 2020, SmoothDARTS with random perturbation, whose code goes from 0.03 to 0.3): softmax alone. More by <see cref="CollapseGuard"/> after
    /// each restart.
    /// </summary>
    public double Perturbation { get; init; }
}
