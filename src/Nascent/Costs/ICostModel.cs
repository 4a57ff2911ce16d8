using Nascent.Architectures;

namespace Nascent.Costs;

/// <summary>What an architecture costs, without training it, as a sum over its nodes.</summary>
/// <remarks>Implementations are immutable and safe for use by several threads.</remarks>
public interface ICostModel
{
    /// <summary>The metric that it gives, such as <c>params</c>.</summary>
    string Metric { get; }

    /// <summary>Whether it is measured, which takes time and never gives the same twice: then it is measured once a trial and recorded with it, and nobody sees it before.</summary>
    bool IsMeasured => false;

    /// <summary>The cost of each node that has one, in the metric's unit.</summary>
    IEnumerable<(NodePath Node, double Cost)> PerNode(Architecture architecture);

    /// <summary>The cost of the whole network, in the metric's unit.</summary>
    double Total(Architecture architecture)
    {
        var total = 0.0;
        foreach (var (_, cost) in PerNode(architecture))
            total += cost;
        return total;
    }
}
