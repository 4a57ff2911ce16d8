using System.Collections.Immutable;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Walking;

namespace Nascent.Spaces.Compiling;

/// <summary>Finds the decisions of a space, and checks how it is written: names, options, ranges.</summary>
internal sealed partial class DecisionCompiler : BlockWalk<CompileContext, OpenTree>
{
    private readonly string _space;
    private readonly TakenNames _names;
    private readonly HashSet<string> _usedAlways; // the defined blocks that every network has
    private readonly HashSet<string> _visiting; // the defined blocks around the place of the walk

    /// <summary>A compiler of one space.</summary>
    /// <param name="space">The space's name.</param>
    /// <param name="definitions">The blocks that it defines.</param>
    public DecisionCompiler(string space, ValueArray<NamedBlock> definitions)
        : this(space, definitions, new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
    }

    private DecisionCompiler(string space, ValueArray<NamedBlock> definitions, HashSet<string> usedAlways, HashSet<string> visiting)
        : base(definitions) => (_space, _names, _usedAlways, _visiting) = (space, new(space), usedAlways, visiting);

    /// <summary>The tree of all decisions.</summary>
    /// <exception cref="NascentException">The space is not written as it should be; the message names the place.</exception>
    public OpenTree Compile(Block net)
    {
        var parts = ImmutableArray.CreateBuilder<OpenTree>();
        foreach (var (name, block) in Definitions)
        {
            if (Definitions.Count(other => other.Name == name) > 1)
                throw _names.Error($"shared block '{name}'", "two of that name", "names that differ");
            _visiting.Add(name);
            parts.Add(Visit(block, SpaceScope.Root with { Node = new($"shared {name}"), Decisions = new(name), IsOwn = true }, CompileContext.Nothing));
            _visiting.Remove(name);
        }

        _usedAlways.Clear();
        parts.Add(Visit(net, SpaceScope.Root, CompileContext.Nothing));
        foreach (var (name, _) in Definitions)
            if (!_usedAlways.Contains(name))
                throw _names.Error($"shared block '{name}'", "no use that every network has", "at least one use outside of options and open depths");
        return new OpenTree.All(parts.ToImmutable());
    }

    protected override SpaceScope Enter(Block block, SpaceScope scope) => scope.IsOwn ? scope : _names.Enter(block, scope);

    protected override OpenTree Chain(ValueArray<Block> blocks, SpaceScope scope, CompileContext context)
    {
        var parts = ImmutableArray.CreateBuilder<OpenTree>(blocks.Count);
        foreach (var block in blocks)
            parts.Add(Visit(block, scope, context));
        return new OpenTree.All(parts.ToImmutable());
    }

    protected override OpenTree Layer(Block.Layer layer, SpaceScope own, CompileContext context)
    {
        var (parts, list, inherited) = (ImmutableArray.CreateBuilder<OpenTree>(), AttributeList.Of(layer), own.Inherited);
        foreach (var attribute in list.Attributes)
            if (Open(own.Attribute(attribute.Name), attribute) is { } decision)
                parts.Add(OpenTree.Leaf(decision));
        Need(inherited.Width, DecisionKind.Width);
        Need(inherited.Norm, DecisionKind.Normalisation);
        Need(inherited.Activation, DecisionKind.Activation);
        if (!layer.IsSkip)
            parts.AddRange(context.Needs);
        return new OpenTree.All(parts.ToImmutable());

        void Need<T>(InheritedChoice<T>? around, DecisionKind kind)
        {
            if (around is { Choice.IsOpen: true } && list.HasInherited(kind))
                parts.Add(new OpenTree.Needs(DecisionOf(around.Path, kind, around.Choice)));
        }
    }

    protected override OpenTree Settings(Block.Settings settings, SpaceScope scope, CompileContext context)
    {
        var decisions = settings.Attributes.Where(attribute => attribute.Value is not null)
            .Select(attribute => Open(scope.Attribute(attribute.Name), attribute)).OfType<Decision>().ToArray();
        if (settings.Stride is not null)
            _names.Claim(scope, "stride");
        var tree = Visit(settings.Body, scope.With(settings), context);
        foreach (var decision in decisions.Reverse())
        {
            // A stride is always applied, by pooling in the end: its decision is always open.
            tree = decision.Path == scope.Attribute("stride") ? new OpenTree.All([OpenTree.Leaf(decision), tree])
                : tree.Open(decision) ?? throw _names.Error($"decision '{decision.Path}'", "nothing inside that inherits it", "a layer that leaves it out");
        }

        return tree;
    }

    protected override OpenTree Residual(Block.Residual residual, SpaceScope scope, CompileContext context)
    {
        _names.Claim(scope, "residual");
        var decision = Open(scope.Attribute("residual"), new("residual", DecisionKind.Connection, residual.Present));
        if (decision is null)
            return Visit(residual.Body, scope, context);
        var tree = Visit(residual.Body, scope, context with { Shortcuts = context.Shortcuts.Push(decision) });
        return tree.Open(decision) ?? throw _names.Error($"decision '{decision.Path}'", "a body that is nothing but a skip", "a layer inside");
    }

    protected override OpenTree Repeat(Block.Repeat repeat, SpaceScope scope, SpaceScope own, CompileContext context)
    {
        var name = _names.Checked(repeat.Decision, scope);
        var decision = Open(scope.Attribute(name), new(name, DecisionKind.Depth, repeat.Depth, 0));
        var depths = repeat.Depth.Options;
        var bodies = ImmutableArray.CreateBuilder<OpenTree>();
        var (least, most) = (depths.Items.Min(), depths.Items.Max());
        for (var i = 0; i < (repeat.Tied ? Math.Min(1, most) : most); i++)
            bodies.Add(Visit(repeat.Body, own.At(i, repeat.Tied), context with { IsConditional = context.IsConditional || i >= least }));

        OpenTree Prefix(int depth) => new OpenTree.All([.. bodies.Take(depth)]);
        return decision is null ? Prefix(depths[0]) : new OpenTree.Pick(decision, [.. depths.Select(Prefix)]);
    }

    protected override OpenTree Use(Block.Use use, SpaceScope own, CompileContext context)
    {
        var name = use.Definition;
        if (!Definitions.Any(definition => definition.Name == name))
            throw _names.Error($"'{own.Node}'", $"a use of shared block '{name}'", Definitions.Count == 0 ? "a space with shared blocks" : $"one of {string.Join(", ", Definitions.Select(block => block.Name))}");
        if (!_visiting.Add(name))
            throw _names.Error($"'{own.Node}'", $"shared block '{name}' inside itself", "blocks that do not use themselves");
        if (!context.IsConditional)
            _usedAlways.Add(name);

        // Its own decisions stand at the root already; what it inherits is opened where it is used.
        var tree = new DecisionCompiler(_space, Definitions, _usedAlways, _visiting).Inside(use, own, context);
        _visiting.Remove(name);
        return new OpenTree.All([.. tree.Inherits.DistinctBy(decision => decision.Path).Select(decision => new OpenTree.Needs(decision))]);
    }

    private OpenTree Inside(Block.Use use, SpaceScope own, CompileContext context) => base.Use(use, own, context);

    private Decision? Open(DecisionPath path, BlockAttribute attribute)
    {
        if (attribute.Value is not { } choice)
            return null;
        ChoiceRule.Check($"Search space '{_space}', '{path}'", attribute, choice);
        return choice.IsOpen ? _names.Define(DecisionOf(path, attribute.Kind, choice)) : null;
    }

    private static Decision DecisionOf(DecisionPath path, DecisionKind kind, Choice choice) =>
        new(path, kind, [.. Enumerable.Range(0, choice.Count).Select(choice.Text)], choice.IsOrdered);
}
