using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;

namespace Nascent.Spaces.Resolving;

/// <summary>A network whose choices between blocks are multiplied by gates.</summary>
/// <param name="Architecture">The network; behind the inputs of the signature it has one number for each gate.</param>
/// <param name="Gates">What each gate is of, in the order of the inputs.</param>
public sealed record GatedArchitecture(Architecture Architecture, ImmutableArray<Gate> Gates)
{
    /// <summary>The options of a mixture's choices that give zeros, whatever they read.</summary>
    public ImmutableHashSet<(DecisionPath Decision, string Option)> Zeros
    {
        get
        {
            var inputs = Architecture.Inputs[^Gates.Length..].Select(port => port.Node).ToArray();
            bool GivesZeros(int gate) => Architecture.Nodes.Where(node => node.Operator is Operator.Multiply && node.Inputs[1] == inputs[gate])
                .All(node => Architecture.Nodes.FirstOrDefault(other => other.Path == node.Inputs[0])?.Operator is Operator.Zero);
            return [.. Gates.Index().Where(gate => gate.Item.Option is not null && GivesZeros(gate.Index)).Select(gate => (gate.Item.Decision, gate.Item.Option!))];
        }
    }
}
