using Nascent.Data;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using static TorchSharp.torch;

namespace Nascent.Torch.Sharing.Gradients;

/// <summary>Searches by gradients through the mixture of all options (<see cref="SearchSpace.ResolveMixture"/>): DARTS (Liu et al. 2019), of first or second order, or DrNAS (Chen et al. 2021).</summary>
/// <remarks>
/// Works on every space with choices between blocks; decisions of sizes and other attributes take their last option.
/// Deviations: no search over pairs of input edges, which is a matter of the space; DrNAS without partial channels and without progressive stages; warm-up and batch size are the recipe's.
/// <see cref="MixtureKind.Softmax"/> is known to end in skip connections (Zela et al. 2020): see <see cref="GradientSettings.Guard"/> and <see cref="MixtureSettings.Perturbation"/>.
/// </remarks>
/// <param name="supernet">The supernet.</param>
/// <param name="data">The data; its training part is halved.</param>
/// <param name="recipe">How the shared weights are trained.</param>
/// <param name="settings">How it searches.</param>
/// <param name="seed">The key of all randomness.</param>
public sealed class MixtureSearch(Supernet supernet, PreparedData data, TrainingRecipe recipe, MixtureSettings settings, Seed seed)
    : GradientSearch(supernet, data, recipe, settings, seed)
{
    private double Perturbation => settings.Perturbation * StepsDone / TotalSteps;

    /// <inheritdoc/>
    private protected override int Otherwise(Decision decision, Seed seed) => Last(decision);

    private protected override OpenGates Open(Seed seed, bool learns)
    {
        var path = Supernet.LoadMixture(Last);
        var shares = path.Gates.Select(gate => gate.Decision).Distinct()
            .ToDictionary(decision => decision, decision => settings.Kind == MixtureKind.Dirichlet ? Drawn(Decisions[decision], seed) : Softmax(Decisions[decision], learns ? 0 : Perturbation, seed));
        return new(path, [.. path.Gates.Select(gate => tensor([(float)shares[gate.Decision].Values[OptionOf(gate)]]))], byGates =>
            path.Gates.Zip(byGates).GroupBy(pair => pair.First.Decision).ToDictionary(of => of.Key, of =>
            {
                var byShares = new double[shares[of.Key].Values.Length];
                foreach (var (gate, gradient) in of)
                    byShares[OptionOf(gate)] += gradient;
                return shares[of.Key].Backward(byShares);
            }));
    }

    private int OptionOf(Gate gate) => Decisions[gate.Decision].Options.IndexOf(gate.Option!);

    private Shares Softmax(Decision decision, double perturbation, Seed seed)
    {
        var shares = Options.ProbabilitiesOf(decision);
        if (perturbation > 0)
        {
            var stream = seed.Derive("perturbation").Derive(decision.Path.Text).Stream();
            shares = Array.ConvertAll(shares, share => share * Math.Exp(perturbation * ((2 * stream.NextDouble()) - 1)));
            var sum = shares.Sum();
            shares = Array.ConvertAll(shares, share => share / sum);
        }

        return new(shares, byShares =>
        {
            var mean = shares.Zip(byShares, (share, gradient) => share * gradient).Sum();
            return [.. shares.Zip(byShares, (share, gradient) => share * (gradient - mean))];
        });
    }

    private Shares Drawn(Decision decision, Seed seed)
    {
        double[] concentrations = [.. Options.ValuesOf(decision).Select(value => value > 0 ? value + 1 : Math.Exp(value))];
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
