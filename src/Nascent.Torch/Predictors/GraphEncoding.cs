using System.Runtime.CompilerServices;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Genotypes;
using Nascent.Predictors;

namespace Nascent.Torch.Predictors;

/// <summary>Architectures of one domain as graphs, each made once.</summary>
/// <remarks>
/// The simplified graph is read. Pointwise operators are part of the node that they follow, or that they precede where several read what they follow: a third of the nodes
/// say the same. Different rows of features are few, so that graphs share them. At most 20,000 graphs are kept. Safe for use by several threads.
/// </remarks>
internal sealed class GraphEncoding(PredictorDomain domain)
{
    private const int Most = 20_000;

    private static readonly ConditionalWeakTable<PredictorDomain, GraphEncoding> All = [];

    private readonly Lock _lock = new();
    private readonly Dictionary<Genotype, NetworkGraph> _graphs = [];
    private readonly Dictionary<string, float[]> _rows = new(StringComparer.Ordinal);

    /// <summary>The encoding of a domain.</summary>
    public static GraphEncoding Of(PredictorDomain domain) => All.GetValue(domain, key => new GraphEncoding(key));

    /// <summary>The graph of a genotype's network.</summary>
    /// <exception cref="NascentException">The genotype is of another space, or the domain has no networks.</exception>
    public NetworkGraph Of(Genotype genotype)
    {
        lock (_lock)
        {
            if (_graphs.TryGetValue(genotype, out var known))
                return known;
            var graph = Read(Simplification.Of(domain.Resolve(genotype)).Architecture);
            if (_graphs.Count < Most)
                _graphs.Add(genotype, graph);
            return graph;
        }
    }

    private NetworkGraph Read(Architecture architecture)
    {
        var readers = architecture.Nodes.SelectMany(node => node.Inputs).CountBy(path => path).ToDictionary();
        var (groupOf, members, depths) = (new Dictionary<NodePath, int>(), new List<List<Node>>(), new List<int>());
        var edges = new List<(int From, int To)>();
        foreach (var input in architecture.Inputs)
            groupOf[input.Node] = Begin(0);
        foreach (var node in architecture.Nodes)
        {
            var before = groupOf[node.Inputs[0]];
            var joins = node.Inputs.Length == 1 && members[before].Count > 0 && readers[node.Inputs[0]] == 1
                && (NodeFeatures.IsPointwise(node.Operator) || members[before].TrueForAll(member => NodeFeatures.IsPointwise(member.Operator)));
            var group = joins ? before : Begin(1 + node.Inputs.Max(path => depths[groupOf[path]]));
            if (!joins)
                edges.AddRange(node.Inputs.Select(path => (groupOf[path], group)));
            members[group].Add(node);
            groupOf[node.Path] = group;
        }

        var deepest = Math.Max(1, depths.Max());
        var rows = members.Select((nodes, group) => Shared(nodes.Count == 0
            ? NodeFeatures.OfInput(architecture.Inputs[group].Type.Shape) : NodeFeatures.Of(architecture, nodes, (double)depths[group] / deepest)));
        return new([.. rows], [.. edges.Select(edge => edge.From)], [.. edges.Select(edge => edge.To)]);

        int Begin(int depth)
        {
            members.Add([]);
            depths.Add(depth);
            return members.Count - 1;
        }
    }

    private float[] Shared(float[] features)
    {
        var key = string.Join(' ', features);
        if (_rows.TryGetValue(key, out var row))
            return row;
        _rows.Add(key, features);
        return features;
    }
}
