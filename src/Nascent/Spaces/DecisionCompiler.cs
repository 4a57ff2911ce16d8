using System.Collections.Immutable;
using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>Finds the decisions of a space, and checks how it is written: names, options, ranges.</summary>
internal sealed class DecisionCompiler(string space, ImmutableArray<NamedBlock> shared)
{
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<DecisionPath> _decisions = [];
    private readonly HashSet<string> _usedAlways = new(StringComparer.Ordinal);
    private readonly HashSet<string> _visiting = new(StringComparer.Ordinal);
    private readonly Stack<Decision> _shortcuts = [];
    private int _conditions;

    /// <summary>The tree of all decisions.</summary>
    /// <exception cref="NascentException">The space is not written as it should be; the message names the place.</exception>
    public OpenTree Compile(Block net)
    {
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        foreach (var (name, block) in shared)
        {
            if (shared.Count(other => other.Name == name) > 1)
                throw Error($"shared block '{name}'", "two of that name", "names that differ");
            var scope = SpaceScope.Root with { Node = new($"shared {name}"), Decisions = new(name) };
            _visiting.Add(name);
            parts.Add(Visit(block, scope, direct: true));
            _visiting.Remove(name);
        }

        _usedAlways.Clear();
        parts.Add(Visit(net, SpaceScope.Root, direct: false));
        foreach (var (name, _) in shared)
            if (!_usedAlways.Contains(name))
                throw Error($"shared block '{name}'", "no use that every network has", "at least one use outside of options and open depths");
        return new OpenTree.All(parts.ToImmutable());
    }

    private OpenTree Visit(Block block, SpaceScope scope, bool direct)
    {
        var own = direct || block is Block.Chain or Block.Settings or Block.Residual ? scope : scope.Child(Named(block.DefaultName, scope));
        if (!direct && block is not (Block.Chain or Block.Settings or Block.Residual) && !_nodes.Add(own.Node.Text))
            throw Error($"'{own.Node}'", "two blocks of that name", "names that differ");
        switch (block)
        {
            case Block.Layer layer:
                return Layer(layer, own);
            case Block.Chain chain:
                return Chain(chain, scope);
            case Block.Settings settings:
                return Settings(settings, scope, direct);
            case Block.Residual residual:
                return Residual(residual, scope, direct);
            case Block.Group group:
                return Visit(group.Body, own, direct: true);
            case Block.OneOf oneOf:
                return OneOf(oneOf.Options, own, new DecisionPath(own.Decisions.Text), DecisionKind.Operator);
            case Block.Repeat repeat:
                return Repeat(repeat, scope, own);
            case Block.Branches branches:
                return Branches(branches, own);
            case Block.Cell cell:
                return Cell(cell, own);
            case Block.Use use:
                return Use(use, own);
            default:
                throw new InvalidOperationException($"No rule for {block.GetType().Name}.");
        }
    }

    private OpenTree Chain(Block.Chain chain, SpaceScope scope)
    {
        var parts = ImmutableArray.CreateBuilder<OpenTree>(chain.Blocks.Count);
        foreach (var block in chain.Blocks)
            parts.Add(Visit(block, scope, direct: false));
        return new OpenTree.All(parts.ToImmutable());
    }

    private OpenTree Layer(Block.Layer layer, SpaceScope own)
    {
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        foreach (var attribute in layer.Attributes)
            if (Open(own.Attribute(attribute.Name), attribute) is { } decision)
                parts.Add(OpenTree.Leaf(decision));
        var inherited = own.Inherited;
        if (layer.InheritsWidth)
            Need(inherited.Width, DecisionKind.Width, parts);
        if (layer.InheritsNorm)
            Need(inherited.Norm, DecisionKind.Normalisation, parts);
        if (layer.InheritsActivation)
            Need(inherited.Activation, DecisionKind.Activation, parts);
        if (layer is not Block.Skip)
            parts.AddRange(_shortcuts.Select(decision => new OpenTree.Needs(decision)));
        return new OpenTree.All(parts.ToImmutable());
    }

    private OpenTree Settings(Block.Settings settings, SpaceScope scope, bool direct)
    {
        var decisions = settings.Attributes.Where(attribute => attribute.Value is not null)
            .Select(attribute => Open(scope.Attribute(attribute.Name), attribute)).OfType<Decision>().ToArray();
        if (settings.Stride is not null)
            Claim(scope, "stride");
        var tree = Visit(settings.Body, scope.With(settings), direct);
        foreach (var decision in decisions.Reverse())
        {
            // A stride is always applied, by pooling in the end: its decision is always open.
            tree = decision.Path == scope.Attribute("stride") ? new OpenTree.All([OpenTree.Leaf(decision), tree])
                : tree.Open(decision) ?? throw Error($"decision '{decision.Path}'", "nothing inside that inherits it", "a layer that leaves it out");
        }

        return tree;
    }

    private OpenTree Residual(Block.Residual residual, SpaceScope scope, bool direct)
    {
        Claim(scope, "residual");
        var decision = Open(scope.Attribute("residual"), new("residual", DecisionKind.Connection, residual.Present));
        if (decision is null)
            return Visit(residual.Body, scope, direct);
        _shortcuts.Push(decision);
        var tree = Visit(residual.Body, scope, direct);
        _shortcuts.Pop();
        return tree.Open(decision) ?? throw Error($"decision '{decision.Path}'", "a body that is nothing but a skip", "a layer inside");
    }

    private OpenTree OneOf(ValueArray<NamedBlock> options, SpaceScope own, DecisionPath path, DecisionKind kind)
    {
        if (options.Count == 0)
            throw Error($"decision '{path}'", "no option", "at least one");
        foreach (var option in options)
        {
            Named(option.Name, own);
            if (options.Count(other => other.Name == option.Name) > 1)
                throw Error($"decision '{path}'", $"two options named '{option.Name}'", "names that differ");
        }

        var branches = ImmutableArray.CreateBuilder<OpenTree>(options.Count);
        if (options.Count > 1)
            _conditions++;
        foreach (var option in options)
            branches.Add(Visit(option.Block, own.Option(option.Name), direct: true));
        if (options.Count == 1)
            return branches[0];
        _conditions--;
        return new OpenTree.Pick(Define(new Decision(path, kind, [.. options.Select(option => option.Name)], false)), branches.MoveToImmutable());
    }

    private OpenTree Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own)
    {
        var decision = Open(scope.Attribute(Named(repeat.Decision, scope)), new(repeat.Decision, DecisionKind.Depth, repeat.Depth, 0));
        var depths = repeat.Depth.Options;
        var bodies = ImmutableArray.CreateBuilder<OpenTree>();
        var (least, most) = (depths.Items.Min(), depths.Items.Max());
        for (var i = 0; i < most; i++)
        {
            if (repeat.Tied && i > 0)
                break;
            if (i >= least)
                _conditions++;
            bodies.Add(Visit(repeat.Body, own.At(i, repeat.Tied), direct: true));
            if (i >= least)
                _conditions--;
        }

        OpenTree Prefix(int depth) => new OpenTree.All([.. bodies.Take(depth)]);
        return decision is null ? Prefix(depths[0]) : new OpenTree.Pick(decision, [.. depths.Select(Prefix)]);
    }

    private OpenTree Branches(Block.Branches branches, SpaceScope own)
    {
        if (branches.Parts.Count < 2)
            throw Error($"'{own.Node}'", $"{branches.Parts.Count} branches", "at least two");
        if (branches.Alignment == ShortcutAlignment.WhenEqual)
            throw Error($"'{own.Node}'", "alignment when_equal", "projection or slice_pad");
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        foreach (var part in branches.Parts)
            parts.Add(Visit(part.Block, own.Child(Named(part.Name, own)), direct: true));
        parts.AddRange(_shortcuts.Select(decision => new OpenTree.Needs(decision)));
        return new OpenTree.All(parts.ToImmutable());
    }

    private OpenTree Cell(Block.Cell cell, SpaceScope own)
    {
        if (cell.Nodes < 2)
            throw Error($"cell '{own.Node}'", $"{cell.Nodes} nodes", "at least 2 (the input and one more)");
        if (cell.InputsPerNode < 0)
            throw Error($"cell '{own.Node}'", $"{cell.InputsPerNode} inputs per node", "at least 1, or 0 for all earlier nodes");
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        for (var node = 1; node < cell.Nodes; node++)
            foreach (var edge in CellEdges.Of(cell, node, own))
            {
                parts.Add(OneOf(cell.Operators, edge.Operator, new DecisionPath(edge.Operator.Decisions.Text), DecisionKind.Operator));
                if (edge.Sources.Length > 1)
                    parts.Add(OpenTree.Leaf(Define(new Decision(edge.From, DecisionKind.Connection, [.. edge.Sources.Select(AttributeText.Of)], false))));
            }

        parts.AddRange(_shortcuts.Select(decision => new OpenTree.Needs(decision)));
        return new OpenTree.All(parts.ToImmutable());
    }

    private OpenTree Use(Block.Use use, SpaceScope own)
    {
        var definition = shared.FirstOrDefault(block => block.Name == use.Shared)
            ?? throw Error($"'{own.Node}'", $"a use of shared block '{use.Shared}'", shared.IsEmpty ? "a space with shared blocks" : $"one of {string.Join(", ", shared.Select(block => block.Name))}");
        if (!_visiting.Add(use.Shared))
            throw Error($"'{own.Node}'", $"shared block '{use.Shared}' inside itself", "blocks that do not use themselves");
        if (_conditions == 0)
            _usedAlways.Add(use.Shared);

        // Its own decisions stand at the root already; what it inherits is opened where it is used.
        var inside = new DecisionCompiler(space, shared);
        inside._conditions = _conditions;
        inside._visiting.UnionWith(_visiting);
        foreach (var shortcut in _shortcuts.Reverse())
            inside._shortcuts.Push(shortcut);
        var tree = inside.Visit(definition.Block, own with { Decisions = new(use.Shared) }, direct: true);
        _usedAlways.UnionWith(inside._usedAlways);
        _visiting.Remove(use.Shared);
        return new OpenTree.All([.. tree.Inherits.DistinctBy(decision => decision.Path).Select(decision => new OpenTree.Needs(decision))]);
    }

    private static void Need<T>(InheritedChoice<T>? inherited, DecisionKind kind, ImmutableArray<OpenTree>.Builder into)
    {
        if (inherited is { Choice.IsOpen: true })
            into.Add(new OpenTree.Needs(DecisionOf(inherited.Path, kind, inherited.Choice)));
    }

    private Decision? Open(DecisionPath path, BlockAttribute attribute)
    {
        if (attribute.Value is not { } choice)
            return null;
        ChoiceRule.Check($"Search space '{space}', '{path}'", attribute, choice);
        return choice.IsOpen ? Define(DecisionOf(path, attribute.Kind, choice)) : null;
    }

    private static Decision DecisionOf(DecisionPath path, DecisionKind kind, Choice choice) =>
        new(path, kind, [.. Enumerable.Range(0, choice.Count).Select(choice.Text)], choice.IsOrdered);

    /// <summary>Takes a name in a scope for nodes of the scope's own.</summary>
    private void Claim(SpaceScope scope, string name)
    {
        if (!_nodes.Add(scope.Node.Child(name).Text))
            throw Error($"'{scope.Node.Child(name)}'", "two of that name", "one in a scope (put the others into groups)");
    }

    private Decision Define(Decision decision) =>
        _decisions.Add(decision.Path) ? decision : throw Error($"decision '{decision.Path}'", "two decisions of that name", "names that differ");

    private string Named(string name, SpaceScope scope) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? name
            : throw Error(scope.Node.Text.Length == 0 ? "the net" : $"'{scope.Node}'", $"the name '{name}'", "letters, digits, '_' and '-'");

    private NascentException Error(string where, string found, string expected) => new($"Search space '{space}', {where}: found {found}, expected {expected}.");
}
