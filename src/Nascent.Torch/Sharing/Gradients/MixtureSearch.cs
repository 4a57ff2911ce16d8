using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Spaces.Resolving;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Searches by gradients through the mixture of all options (<see cref="SearchSpace.ResolveMixture"/>): DARTS (Liu et al. 2019), of first or second order, PC-DARTS (Xu et al. 2020), or DrNAS (Chen et al. 2021).</summary>
/// <remarks>
/// Works on every space with choices between blocks; decisions of sizes and other attributes take the middle option, so that the mixture is no larger than networks of the space usually are.
/// Deviations: no search over pairs of input edges, which is a matter of the space; DrNAS without progressive stages; warm-up and batch size are the recipe's.
/// <see cref="MixtureKind.Softmax"/> is known to end in skip connections (Zela et al. 2020): see <see cref="GradientSettings.Guard"/> and <see cref="MixtureSettings.Perturbation"/>.
/// </remarks>
/// <param name="supernet">The supernet.</param>
/// <param name="data">The data; its training part is halved.</param>
/// <param name="recipe">How the shared weights are trained.</param>
/// <param name="settings">How it searches.</param>
/// <param name="seed">The key of all randomness.</param>
public sealed class MixtureSearch(Supernet supernet, PreparedData data, TrainingRecipe recipe, MixtureSettings settings, Seed seed)
    : GradientSearch(supernet, data, recipe, settings, seed, settings.SecondOrder, settings.Kind == MixtureKind.Dirichlet)
{
    private const double FirstPerturbation = 0.1; // of the last

    private readonly ImmutableHashSet<(DecisionPath, string)> _zeros = supernet.Space.ResolveMixture(supernet.Signature, Usual, settings.Parts).Zeros;

    private double Perturbation => settings.Perturbation * Disturbance * (FirstPerturbation + ((1 - FirstPerturbation) * StepsDone / TotalSteps));

    /// <inheritdoc/>
    private protected override bool MayEnd(Decision decision, int option) => settings.Kind != MixtureKind.Softmax || !_zeros.Contains((decision.Path, decision.Options[option]));

    /// <inheritdoc/>
    private protected override int Otherwise(Decision decision, Seed seed) => Usual(decision);

    private protected override OpenGates Open(Seed seed, bool learns)
    {
        var path = Supernet.LoadMixture(Usual, settings.Parts);
        foreach (var edges in path.Gates.Where(gate => gate.Into is not null).GroupBy(EdgesInto))
            Choices.TryAdd(edges.Key, new Decision(edges.Key, DecisionKind.Connection, [.. edges.Select(gate => gate.Decision.Text).Distinct()], false));
        var shares = path.Gates.Select(ChoiceOf).Distinct().ToDictionary(choice => choice, choice => SharesOf(path, choice, learns, seed));
        return new(path, [.. path.Gates.Select(gate => tensor([(float)shares[ChoiceOf(gate)].Values[OptionOf(gate)]]))], byGates =>
            path.Gates.Zip(byGates).GroupBy(pair => ChoiceOf(pair.First)).ToDictionary(of => of.Key, of =>
            {
                var byShares = new double[shares[of.Key].Values.Length];
                foreach (var (gate, gradient) in of)
                    byShares[OptionOf(gate)] += gradient;
                return shares[of.Key].Backward(byShares);
            }));
    }

    // The edges into a node are a choice too: of how much each counts.
    private static DecisionPath EdgesInto(Gate gate) => new($"{gate.Into}.edges");

    private static DecisionPath ChoiceOf(Gate gate) => gate.Into is null ? gate.Decision : EdgesInto(gate);

    private int OptionOf(Gate gate) => Choices[ChoiceOf(gate)].Options.IndexOf(gate.Into is null ? gate.Option! : gate.Decision.Text);

    private Shares SharesOf(SupernetPath path, DecisionPath choice, bool learns, Seed seed)
    {
        var isEdges = path.Gates.Any(gate => gate.Into is not null && EdgesInto(gate) == choice);
        return settings.Kind == MixtureKind.Dirichlet && !isEdges ? Drawn(Choices[choice], seed) : Softmax(Choices[choice], learns || isEdges ? 0 : Perturbation, seed);
    }

    private Shares Softmax(Decision decision, double perturbation, Seed seed)
    {
        var shares = Options.SoftmaxOf(decision);
        if (perturbation > 0)
            shares = PerturbedShares.Of(shares, perturbation, seed.Derive("perturbation").Derive(decision.Path.Text).Stream());

        return new(shares, byShares =>
        {
            var mean = shares.Zip(byShares, (share, gradient) => share * gradient).Sum();
            return [.. shares.Zip(byShares, (share, gradient) => share * (gradient - mean))];
        });
    }

    private Shares Drawn(Decision decision, Seed seed)
    {
        var concentrations = Options.ConcentrationsOf(decision);
        var draw = new DirichletDraw(concentrations, seed.Derive(decision.Path.Text).Stream());
        return new(draw.Shares, byShares =>
        {
            var gradient = draw.Backward(byShares);
            var distance = Math.Sqrt(concentrations.Sum(concentration => (concentration - 1) * (concentration - 1)));
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] = (gradient[i] + (distance > 0 ? settings.Anchor * (concentrations[i] - 1) / distance : 0)) * Math.Min(1, concentrations[i]);
            return gradient;
        });
    }

    private sealed record Shares(double[] Values, Func<double[], double[]> Backward);
}
