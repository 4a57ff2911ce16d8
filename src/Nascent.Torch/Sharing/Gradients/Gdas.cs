using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Searches by gradients through sampled paths (Dong and Yang 2019, GDAS), so that a step computes single paths alone.</summary>
/// <remarks>
/// A decision's option is the largest of log-probability + Gumbel noise (Maddison et al. 2017). Forward it counts once; backward its gradient goes through the softmax of these sums over the temperature (straight through).
/// The gradient by a choice is that by the gate behind it (<see cref="SearchSpace.ResolveGated"/>). The temperature falls linearly.
/// Works on every space with choices between blocks; decisions of sizes and of other attributes have no gate and are drawn uniformly, so that the weights serve all of them.
/// Deviations: no search over pairs of input edges, which is a matter of the space; warm-up and batch size are the recipe's.
/// </remarks>
/// <param name="supernet">The supernet.</param>
/// <param name="data">The data; its training part is halved.</param>
/// <param name="recipe">How the shared weights are trained.</param>
/// <param name="settings">How it searches.</param>
/// <param name="seed">The key of all randomness.</param>
public sealed class Gdas(Supernet supernet, PreparedData data, TrainingRecipe recipe, GdasSettings settings, Seed seed)
    : GradientSearch(supernet, data, recipe, settings, seed)
{
    private double Temperature => settings.FirstTemperature + ((settings.LastTemperature - settings.FirstTemperature) * StepsDone / Math.Max(1, TotalSteps - 1));

    /// <inheritdoc/>
    private protected override int Otherwise(Decision decision, Seed seed) => seed.Derive(decision.Path.Text).Stream().NextInt(decision.Options.Length);

    private protected override OpenGates Open(Seed seed, bool learns)
    {
        var drawn = new Dictionary<DecisionPath, (int Taken, double[] Shares)>();
        var genotype = Supernet.Space.Genotypes.Complete(decision => Draw(decision, seed.Derive(decision.Path.Text).Stream(), drawn), seed);
        var path = Supernet.Load(genotype, gated: learns);
        return new(path, [.. path.Gates.Select(_ => ones(1))], byGates => ByOptions(path, byGates, drawn));
    }

    /// <summary>A choice by its probabilities and Gumbel noise, anything else uniformly.</summary>
    private int Draw(Decision decision, RandomStream stream, Dictionary<DecisionPath, (int Taken, double[] Shares)> drawn)
    {
        if (decision.Kind is not DecisionKind.Operator)
            return stream.NextInt(decision.Options.Length);
        var sums = Options.LogProbabilitiesOf(decision);
        for (var i = 0; i < sums.Length; i++)
            sums[i] = (sums[i] - Math.Log(-Math.Log(1 - stream.NextDouble() + 1e-300))) / Temperature;
        var taken = Array.IndexOf(sums, sums.Max());
        var highest = sums[taken];
        var total = sums.Sum(sum => Math.Exp(sum - highest));
        drawn[decision.Path] = (taken, [.. sums.Select(sum => Math.Exp(sum - highest) / total)]);
        return taken;
    }

    private Dictionary<DecisionPath, double[]> ByOptions(SupernetPath path, double[] byGates, Dictionary<DecisionPath, (int Taken, double[] Shares)> drawn) =>
        path.Gates.Zip(byGates).GroupBy(pair => pair.First.Decision, pair => pair.Second).ToDictionary(of => of.Key, of =>
        {
            var ((taken, shares), byGate) = (drawn[of.Key], of.Sum());
            return shares.Select((share, option) => byGate * shares[taken] * ((option == taken ? 1 : 0) - share) / Temperature).ToArray();
        });
}
