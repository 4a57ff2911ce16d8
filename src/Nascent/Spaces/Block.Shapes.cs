using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>Any shape → a vector.</summary>
    public sealed record Flatten(string Name = "flatten") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "flatten";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this;

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.AddVector("flatten", place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Vector;
    }

    /// <summary>What a frozen network gives at one of its places: a part of the features that the network reads.</summary>
    /// <remarks>The space of a search with a backbone has one of each place; see <c>docs/backbone.md</c>.</remarks>
    public sealed record BackboneFeatures(string Name = "backbone_features") : Layer(Name)
    {
        /// <summary>The number of the first feature, counted from 0.</summary>
        public Choice<int> First { get; init; } = 0;

        /// <summary>How many features, at least 1.</summary>
        public Choice<int> Features { get; init; } = 1;

        /// <summary>Weights of the frozen network up to the place.</summary>
        public Choice<int> Parameters { get; init; } = 0;

        /// <summary>Thousands of its multiply-accumulates up to the place, for one sample.</summary>
        public Choice<int> KiloMacs { get; init; } = 0;

        /// <summary>Bytes of its peak activation memory up to the place, for one sample.</summary>
        public Choice<int> PeakBytes { get; init; } = 0;

        /// <inheritdoc/>
        public override string Type => "backbone_features";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            First = source.Integer("first", DecisionKind.Other, First, least: 0),
            Features = source.Integer("features", DecisionKind.Width, Features, least: 1),
            Parameters = source.Integer("parameters", DecisionKind.Cost, Parameters, least: 0),
            KiloMacs = source.Integer("kilo_macs", DecisionKind.Cost, KiloMacs, least: 0),
            PeakBytes = source.Integer("peak_bytes", DecisionKind.Cost, PeakBytes, least: 0),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (parameters, macs, peak) = (place.Of(Parameters, "parameters"), 1000L * place.Of(KiloMacs, "kilo_macs"), place.Of(PeakBytes, "peak_bytes"));
            return place.Add("features", new Operator.BackboneFeatures(place.Of(First, "first"), place.Of(Features, "features"), parameters, macs, peak), place.Input);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place)
        {
            if (place.Input.IsImage)
                throw place.Error(place.Input, "the features of a backbone");
            foreach (var first in First.Options)
                foreach (var features in Features.Options)
                    if (first + (long)features > place.Input.Width.Least)
                        throw place.Error(Features, "features", $"{features} features from {first}", $"at most {place.Input.Width.Least} together, which the backbone has");
            return ShapeRange.Vector(SizeRange.Of(Features.Options));
        }
    }

    /// <summary>Resizes images inside the network: the resolution that is searched.</summary>
    public sealed record Resize(string Name = "resize") : Layer(Name)
    {
        /// <summary>The new height in pixels, at least 1; the width keeps its proportion, rounded.</summary>
        public Choice<int> Resolution { get; init; } = 32;

        /// <summary>The new height as a percentage of the old one, at least 1, rounded to pixels and at least one; null, the default, where <see cref="Resolution"/> says it in pixels.</summary>
        public Choice<int>? Percent { get; init; }

        /// <inheritdoc/>
        public override string Type => "resize";

        /// <inheritdoc/>
        public override bool KeepsChannels => false; // a part of the channels could not go past it: their images have another size

        /// <inheritdoc/>
        public override Layer With(AttributeSource source)
        {
            var percent = source.Integer("percent", DecisionKind.Resolution, Percent, least: 1);
            // One of the two says the height: the other is no decision.
            return this with { Percent = percent, Resolution = percent is null ? source.Integer("resolution", DecisionKind.Resolution, Resolution, least: 1) : Resolution };
        }

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var shape = place.Image(place.Input);
            var height = Percent is { } percent ? Share(shape.Size(Axis.Height), place.Of(percent, "percent")) : place.Of(Resolution, "resolution");
            var width = Proportional(shape.Size(Axis.Width), shape.Size(Axis.Height), height);
            return (height, width) == (shape.Size(Axis.Height), shape.Size(Axis.Width)) ? place.Input
                : place.Add("resize", new Operator.Resize(height, width), place.Input);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place)
        {
            var x = place.Image;
            var heights = Percent is not { } percent ? SizeRange.Of(Resolution.Options)
                : SizeRange.Between(Share((int)x.Height.Least, percent.Options.Min()), Share((int)x.Height.Most, percent.Options.Max()));
            if (x.SizeIsOne && heights.IsOne)
                return ShapeRange.Image(x.Width, heights, SizeRange.Of(Proportional((int)x.Across.Least, (int)x.Height.Least, (int)heights.Least)));
            var least = Proportional((int)x.Across.Least, (int)x.Height.Most, (int)heights.Least);
            var most = Proportional((int)x.Across.Most, (int)x.Height.Least, (int)heights.Most);
            return ShapeRange.Image(x.Width, heights, SizeRange.Between(least, most));
        }

        private static int Share(int height, int percent) => (int)Math.Max(1, ((2L * height * percent) + 100) / 200);

        /// <summary>The width of an image that is resized to a height, rounded.</summary>
        private static int Proportional(int width, int height, int newHeight) => (int)Math.Max(1, ((2L * width * newHeight) + height) / (2L * height));
    }
}
