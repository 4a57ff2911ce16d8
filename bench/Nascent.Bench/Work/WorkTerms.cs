using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Costs;

namespace Nascent.Bench.Work;

/// <summary>What the metric <c>work</c> counts in a network, one number for each of its coefficients.</summary>
internal static class WorkTerms
{
    /// <summary>The terms, in the order of <see cref="Of"/>.</summary>
    public static readonly ImmutableArray<string> Names = ["dense MAC", "1×1 or linear MAC", "grouped MAC", "convolved element", "node"];

    /// <summary>The coefficients of <see cref="TrainingWork"/>, which has them as private numbers; <see cref="Of"/> checks that they are the same.</summary>
    public static readonly ImmutableArray<double> Present = [1, 1.5, 7, 60, 25_000];

    /// <summary>Counts the terms of a network.</summary>
    /// <exception cref="InvalidOperationException">They do not add up to the network's <c>work</c>: this file is out of step with it.</exception>
    public static ImmutableArray<double> Of(Architecture network)
    {
        var terms = new double[Names.Length];
        foreach (var node in network.Nodes)
            Add(network, node, terms);
        var (sum, work) = (Enumerable.Range(0, terms.Length).Sum(i => Present[i] * terms[i]), ((ICostModel)new TrainingWork()).Total(network));
        if (Math.Abs(sum - work) > 1e-9 * work)
            throw new InvalidOperationException($"The terms of network '{network.Name}' add up to {sum:G10}, and its work is {work:G10}: bring bench/Nascent.Bench/Work/WorkTerms.cs in step with TrainingWork.");
        return [.. terms];
    }

    private static void Add(Architecture network, Node node, double[] terms)
    {
        terms[4]++;
        var (elements, inputs) = ((double)node.Shape.Count, network.InputShapeOf(node).Width);
        if (node.Operator is Operator.Linear)
            terms[1] += elements * inputs;
        if (node.Operator is not Operator.Convolution c)
            return;
        terms[c.Groups > 1 ? 2 : c.Kernel == 1 ? 1 : 0] += elements * c.Kernel * c.Kernel * (inputs / c.Groups);
        terms[3] += elements;
    }
}
