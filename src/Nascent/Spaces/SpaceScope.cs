using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces;

/// <summary>Where in a space a walk stands: the path of nodes, the path of decisions (the same but inside shared blocks), and what is inherited.</summary>
internal readonly record struct SpaceScope(NodePath Node, NodePath Decisions, Inherited Inherited)
{
    public static SpaceScope Root => new(NodePath.Root, NodePath.Root, Inherited.Nothing);

    public SpaceScope Child(string name) => this with { Node = Node.Child(name), Decisions = Decisions.Child(name) };

    public SpaceScope Option(string name) => this with { Node = Node.Option(name), Decisions = Decisions.Option(name) };

    /// <summary>A repetition; where all are tied, the decisions' path has no index.</summary>
    public SpaceScope At(int index, bool tied) => this with { Node = Node.At(index), Decisions = tied ? Decisions : Decisions.At(index) };

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
