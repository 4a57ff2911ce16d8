using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nascent.Genotypes;
using Nascent.Randomness;

namespace Nascent.Predictors;

/// <summary>Everything that a predictor follows from: what it has seen, the kind, the seed. Fitting it again gives the same predictor.</summary>
/// <param name="Predictor">The kind's name.</param>
/// <param name="Version">The kind's version.</param>
/// <param name="Seed">The key of its randomness.</param>
/// <param name="Metric">What the values are, such as <c>accuracy</c>.</param>
/// <param name="Space">The name of the search space.</param>
/// <param name="Decisions">The space's decisions, see <see cref="DecisionsOf"/>.</param>
/// <param name="Observations">What it learned from, in order.</param>
public sealed record PredictorRecord(string Predictor, int Version, Seed Seed, string Metric, string Space, string Decisions, ImmutableArray<PredictorObservation> Observations)
{
    /// <summary>The name of the known score that a predictor of an earlier search gives to the candidates of another.</summary>
    public const string Prior = "prior";

    /// <summary>A code of a space's decisions and their options, 64 hexadecimal digits: spaces with the same one have the same genotypes by name.</summary>
    public static string DecisionsOf(DecisionSpace space) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        space.Decisions.Select(decision => $"{decision.Path.Text}={string.Join('|', decision.Options)}")))));

    /// <summary>Checks that the observations are networks of a space.</summary>
    /// <param name="space">The space.</param>
    /// <param name="source">The file's name, for errors.</param>
    /// <exception cref="NascentException">They are of another space.</exception>
    public void CheckSpace(DecisionSpace space, string source)
    {
        if (Decisions != DecisionsOf(space))
            throw new NascentException($"{source}: found a predictor of the space '{Space}', expected one with the decisions of '{space.Name}'{(Space == space.Name ? ", which were others when it was made" : "")}; search the space that it is of, or leave it out.");
        foreach (var (observation, i) in Observations.Select((observation, i) => (observation, i)))
            try
            {
                space.Validate(observation.Input.Genotype);
            }
            catch (NascentException failure)
            {
                throw new NascentException($"{source}, observation {i + 1}: {failure.Message}", failure);
            }
    }
}
