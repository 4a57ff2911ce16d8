using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Tests.Extending;

/// <summary>A layer from outside of the library: a 1×1 convolution, then a gain for each group of channels (the nodes <c>conv</c>, <c>norm</c>, <c>gain</c>).</summary>
public sealed record Gained(string Name = "gained") : Block.Layer(Name)
{
    /// <summary>Output channels; null to inherit the width, or else to keep the input's.</summary>
    public Choice<int>? Channels { get; init; }

    /// <summary>Groups, which must divide the output channels.</summary>
    public Choice<int> Groups { get; init; } = 1;

    /// <summary>Where the gain stands.</summary>
    public Choice<GainPlace> Place { get; init; } = GainPlace.AfterNorm;

    public override string Type => "gained";

    public override bool KeepsChannels => Channels is null && !Groups.IsOpen && Groups.Options[0] == 1;

    public override Block.Layer With(AttributeSource source) => this with
    {
        Channels = source.Width("channels", Channels),
        Groups = source.Integer("groups", DecisionKind.Other, Groups, least: 1),
        Place = source.Word("place", DecisionKind.Other, Place),
    };

    public override NodePath Resolve(LayerPlace place)
    {
        var (stride, channels, gain) = (place.Stride(null), place.Width(Channels, "channels"), new GroupGain(place.Of(Groups, "groups")));
        var x = place.Add("conv", new Operator.Convolution(channels, 1, stride, 0, 1, 1, false), place.Input);
        return place.Of(Place, "place") == GainPlace.AfterNorm
            ? place.Add("gain", gain, place.Normalise("norm", x, Normalisation.Batch))
            : place.Normalise("norm", place.Add("gain", gain, x), Normalisation.Batch);
    }

    public override ShapeRange Range(RangePlace place)
    {
        var (x, channels) = (place.Image, place.Width(Channels));
        foreach (var groups in Groups.Options)
            if (channels.Divisor % groups != 0)
                throw place.Error(Groups, "groups", $"{groups} groups for {channels.WithDivisor} channels", "groups that divide them");
        return x.Strided(place.Stride(null)) with { Width = channels };
    }
}
