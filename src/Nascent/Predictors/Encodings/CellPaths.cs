using System.Text.RegularExpressions;
using Nascent.Genotypes;

namespace Nascent.Predictors.Encodings;

/// <summary>The path encoding of a cell with an operator on each edge: a place for every sequence of operators that a path from the cell's input to its output can have (White et al. 2021, section 3).</summary>
/// <remarks>Paths through an operator <c>none</c> are no paths, so that what such edges cut off changes nothing.</remarks>
internal sealed partial class CellPaths
{
    private const int MostPlaces = 20_000;

    private readonly Dictionary<DecisionPath, (int To, int From)> _edges;
    private readonly int _nodes;
    private readonly int _operators;
    private readonly int _none;
    private readonly int[] _firstOfLength; // the first place of the sequences of a length

    private CellPaths(Dictionary<DecisionPath, (int To, int From)> edges, int nodes, int operators, int none, int[] firstOfLength) =>
        (_edges, _nodes, _operators, _none, _firstOfLength) = (edges, nodes, operators, none, firstOfLength);

    /// <summary>The number of places.</summary>
    public int Length => _firstOfLength[^1];

    /// <summary>The paths of a space that is one such cell, its decisions named <c>…node[2].from[0]</c> or <c>2&lt;-0</c>; null for any other space, and where there would be more than 20,000 places.</summary>
    public static CellPaths? Of(DecisionSpace space)
    {
        var edges = new Dictionary<DecisionPath, (int To, int From)>();
        var (cell, nodes) = (default(string), 0);
        foreach (var decision in space.Decisions)
        {
            var match = Edge().Match(decision.Path.Text);
            if (!match.Success || (cell ??= match.Groups["cell"].Value) != match.Groups["cell"].Value || !decision.Options.AsSpan().SequenceEqual(space.Decisions[0].Options.AsSpan()))
                return null;
            var (to, from) = (int.Parse(match.Groups["to"].ValueSpan), int.Parse(match.Groups["from"].ValueSpan));
            edges.Add(decision.Path, (to, from));
            nodes = Math.Max(nodes, to + 1);
        }

        if (nodes < 3 || edges.Values.Distinct().Count() != nodes * (nodes - 1) / 2 || edges.Count != nodes * (nodes - 1) / 2 || edges.Values.Any(edge => edge.From >= edge.To))
            return null;
        var (options, places, first) = (space.Decisions[0].Options, 1.0, new int[nodes + 1]);
        for (var length = 1; length < nodes; length++)
        {
            places *= options.Length;
            if (first[length] + places > MostPlaces)
                return null;
            first[length + 1] = first[length] + (int)places;
        }

        return new CellPaths(edges, nodes, options.Length, options.IndexOf("none"), first);
    }

    /// <summary>The places of a genotype's paths, each once, in rising order.</summary>
    public SortedSet<int> Of(IEnumerable<(Decision Decision, int Option)> answers)
    {
        var operators = new int[_nodes, _nodes];
        foreach (var (decision, option) in answers)
            operators[_edges[decision.Path].To, _edges[decision.Path].From] = option;
        var into = new List<(int Length, int Number)>[_nodes]; // of each node, the sequences that lead to it
        into[0] = [(0, 0)];
        for (var node = 1; node < _nodes; node++)
        {
            into[node] = [];
            for (var from = 0; from < node; from++)
                if (operators[node, from] is var option && option != _none)
                    into[node].AddRange(into[from].Select(path => (path.Length + 1, (path.Number * _operators) + option)));
        }

        return [.. into[^1].Select(path => _firstOfLength[path.Length] + path.Number)];
    }

    [GeneratedRegex(@"^((?<cell>.*)node\[)?(?<to>[0-9]{1,4})(\]\.from\[|<-)(?<from>[0-9]{1,4})\]?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Edge();
}
