using Nascent.Genotypes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Compiling;

/// <summary>The names of nodes and decisions that a space has taken so far, each of which it may take once.</summary>
/// <param name="space">The space's name, for errors.</param>
internal sealed class TakenNames(string space)
{
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<DecisionPath> _decisions = [];

    /// <summary>Takes the name of a block, and gives its place.</summary>
    public SpaceScope Enter(Block block, SpaceScope scope)
    {
        var own = scope.Child(Checked(block.DefaultName, scope));
        return _nodes.Add(own.Node.Text) ? own : throw Error($"'{own.Node}'", "two blocks of that name", "names that differ");
    }

    /// <summary>Takes a name in a scope for nodes of the scope's own.</summary>
    public void Claim(SpaceScope scope, string name)
    {
        if (!_nodes.Add(scope.Node.Child(name).Text))
            throw Error($"'{scope.Node.Child(name)}'", "two of that name", "one in a scope (put the others into groups)");
    }

    /// <summary>Takes the name of a decision.</summary>
    public Decision Define(Decision decision) =>
        _decisions.Add(decision.Path) ? decision : throw Error($"decision '{decision.Path}'", "two decisions of that name", "names that differ");

    /// <summary>A name that paths can be made of.</summary>
    public string Checked(string name, SpaceScope scope) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? name
            : throw Error(scope.Node.Text.Length == 0 ? "the net" : $"'{scope.Node}'", $"the name '{name}'", "letters, digits, '_' and '-'");

    /// <summary>An error that says where.</summary>
    public NascentException Error(string where, string found, string expected) => new($"Search space '{space}', {where}: found {found}, expected {expected}.");
}
