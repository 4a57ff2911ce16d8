using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Architectures.Rewriting;

namespace Nascent.Costs;

/// <summary>The latency of a network on one machine as a sum over its operators, by coefficients that were fitted to measured networks.</summary>
/// <remarks>
/// The sum is what makes an expected latency cheap (Cai, Zhu and Han 2019, ProxylessNAS). They predict the latency of each operator; here each kind of operator has a rate. It is of the simplified network, with
/// batch normalisation folded, as models are exported. For networks unlike those that it was fitted to it means little.
/// </remarks>
/// <param name="coefficients">One for each of the terms of <see cref="TermsOf"/>, in milliseconds, not negative.</param>
public sealed class OperatorLatency(ImmutableArray<double> coefficients) : ICostModel
{
    private const int Terms = 6;

    /// <inheritdoc/>
    public string Metric => Tasks.Metric.Latency.Name;

    /// <summary>Milliseconds for each of the terms.</summary>
    public ImmutableArray<double> Coefficients => coefficients;

    /// <summary>Fits a model to networks that were timed.</summary>
    /// <param name="networks">At least one.</param>
    /// <param name="milliseconds">The latency of each, above 0.</param>
    /// <returns>The model with the least sum of squared relative errors.</returns>
    public static OperatorLatency Fit(IReadOnlyList<Architecture> networks, IReadOnlyList<double> milliseconds) =>
        new(NonNegativeFit.OfRelativeError([.. networks.Select(SumOf)], milliseconds));

    /// <inheritdoc/>
    public IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture) => architecture.Nodes.Select(node => (node.Path, CostOf(TermsOf(architecture, node))));

    /// <inheritdoc/>
    double ICostModel.Total(Architecture architecture) => CostOf(SumOf(architecture));

    /// <summary>What an operator counts: itself, its multiply-accumulates by kind (k×k, 1×1, by groups, linear), and the values that it reads and writes; nothing where it is not exported.</summary>
    private static ImmutableArray<double> TermsOf(Architecture architecture, Node node)
    {
        var terms = new double[Terms];
        if (node.Operator.IsFreeWhenDeployed)
            return [.. terms];
        var macs = node.Operator.Macs(architecture.InputShapeOf(node), node.Shape);
        terms[0] = 1;
        terms[TermOf(macs.Kind)] = macs.Count;
        terms[5] = node.Shape.Count + node.Inputs.Sum(input => (double)architecture.ShapeOf(input).Count);
        return [.. terms];
    }

    private static int TermOf(MacKind kind) => kind switch
    {
        MacKind.Dense => 1,
        MacKind.Pointwise => 2,
        MacKind.Grouped => 3,
        MacKind.Linear => 4,
        _ => throw new InvalidOperationException($"No term for multiply-accumulates of the kind {kind}."),
    };

    private static ImmutableArray<double> SumOf(Architecture architecture)
    {
        var simplified = Simplification.Of(architecture).Architecture;
        var sum = new double[Terms];
        foreach (var node in simplified.Nodes)
            foreach (var (i, term) in TermsOf(simplified, node).Index())
                sum[i] += term;
        return [.. sum];
    }

    private double CostOf(ImmutableArray<double> terms) => terms.Zip(coefficients, (term, coefficient) => term * coefficient).Sum();
}
