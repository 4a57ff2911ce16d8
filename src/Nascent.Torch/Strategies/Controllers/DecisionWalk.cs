using Nascent.Genotypes;

namespace Nascent.Torch.Strategies.Controllers;

/// <summary>The decisions that a genotype opens, in order, with its answers: what a controller says one after another.</summary>
/// <param name="Decisions">The decisions, as indices into the space's.</param>
/// <param name="Options">The option taken at each.</param>
internal sealed record DecisionWalk(int[] Decisions, int[] Options)
{
    public int Length => Decisions.Length;

    /// <summary>The walk of a genotype.</summary>
    public static DecisionWalk Of(DecisionSpace space, DecisionTokens tokens, Genotype genotype)
    {
        var answers = space.AnswersOf(genotype);
        return new([.. answers.Select(answer => tokens.IndexOf(answer.Decision.Path))], [.. answers.Select(answer => answer.Option)]);
    }
}
