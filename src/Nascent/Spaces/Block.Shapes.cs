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

    /// <summary>Resizes images inside the network: the resolution that is searched.</summary>
    public sealed record Resize(string Name = "resize") : Layer(Name)
    {
        /// <summary>The new height in pixels, at least 1; the width keeps its proportion, rounded.</summary>
        public Choice<int> Resolution { get; init; } = 32;

        /// <inheritdoc/>
        public override string Type => "resize";

        /// <inheritdoc/>
        public override bool KeepsChannels => false; // a part of the channels could not go past it: their images have another size

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) =>
            this with { Resolution = source.Integer("resolution", DecisionKind.Resolution, Resolution, least: 1) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (height, shape) = (place.Of(Resolution, "resolution"), place.Image(place.Input));
            var width = Proportional(shape.Size(Axis.Width), shape.Size(Axis.Height), height);
            return (height, width) == (shape.Size(Axis.Height), shape.Size(Axis.Width)) ? place.Input
                : place.Add("resize", new Operator.Resize(height, width), place.Input);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place)
        {
            var (x, heights) = (place.Image, SizeRange.Of(Resolution.Options));
            if (x.SizeIsOne && heights.IsOne)
                return ShapeRange.Image(x.Width, heights, SizeRange.Of(Proportional((int)x.Across.Least, (int)x.Height.Least, (int)heights.Least)));
            var least = Proportional((int)x.Across.Least, (int)x.Height.Most, (int)heights.Least);
            var most = Proportional((int)x.Across.Most, (int)x.Height.Least, (int)heights.Most);
            return ShapeRange.Image(x.Width, heights, SizeRange.Between(least, most));
        }

        /// <summary>The width of an image that is resized to a height, rounded.</summary>
        private static int Proportional(int width, int height, int newHeight) => (int)Math.Max(1, ((2L * width * newHeight) + height) / (2L * height));
    }
}
