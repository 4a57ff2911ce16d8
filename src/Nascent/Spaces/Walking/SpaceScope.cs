using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces.Walking;

/// <summary>Where in a space a walk stands: the path of nodes, the path of decisions (the same but inside defined blocks), and what is inherited.</summary>
/// <param name="Node">The path of nodes.</param>
/// <param name="Decisions">The path of decisions.</param>
/// <param name="Inherited">What the settings around it say.</param>
/// <param name="IsOwn">Whether the place is that of one block, as an option's is: then the block enters without its name.</param>
internal readonly record struct SpaceScope(NodePath Node, NodePath Decisions, Inherited Inherited, bool IsOwn)
{
    public static SpaceScope Root => new(NodePath.Root, NodePath.Root, Inherited.Nothing, IsOwn: false);

    /// <summary>This place for blocks that stand here one after another, each under its name.</summary>
    public SpaceScope OfSeveral => this with { IsOwn = false };

    public SpaceScope Child(string name) => new(Node.Child(name), Decisions.Child(name), Inherited, IsOwn: true);

    public SpaceScope Option(string name) => new(Node.Option(name), Decisions.Option(name), Inherited, IsOwn: true);

    /// <summary>A repetition; where all are tied, the decisions' path has no index.</summary>
    public SpaceScope At(int index, bool tied) => new(Node.At(index), tied ? Decisions : Decisions.At(index), Inherited, IsOwn: true);

    /// <summary>The place of a block here: its own already, or one under its name.</summary>
    public SpaceScope Of(Block block) => IsOwn ? this : Child(block.DefaultName);

    /// <summary>This place inside of a defined block, whose decisions stand under its name whoever uses it.</summary>
    public SpaceScope Using(string definition) => this with { Decisions = new(definition) };

    /// <summary>The path of an attribute's decision.</summary>
    public DecisionPath Attribute(string name) => new(Decisions.Child(name).Text);

    /// <summary>This place with what settings say.</summary>
    public SpaceScope With(Block.Settings settings)
    {
        var inherited = Inherited;
        if (settings.Width is { } width)
            inherited = inherited with { Width = new(width, Attribute("width")) };
        if (settings.Activation is { } activation)
            inherited = inherited with { Activation = new(activation, Attribute("activation")) };
        if (settings.Norm is { } norm)
            inherited = inherited with { Norm = new(norm, Attribute("norm")) };
        return this with { Inherited = inherited };
    }
}
