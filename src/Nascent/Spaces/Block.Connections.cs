using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>No connection: zeros of the shape that is expected here.</summary>
    public sealed record Zero(string Name = "zero") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "zero";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => Connected(this, source);

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (stride, width) = (place.Stride(null), place.Width(null, "width"));
            var zeros = place.Add("zero", new Operator.Zero(stride), place.Input);
            return place.Align(zeros, place.ShapeOf(zeros).WithWidth(width), ShortcutAlignment.SlicePad);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => Connected(place);
    }

    /// <summary>
    /// The input; where the stride or the width changes here, the input pooled to the new size and projected to the new width, so that a skip is
    /// valid anywhere.
    /// </summary>
    public sealed record Skip(string Name = "skip") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "skip";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override bool IsSkip => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => Connected(this, source);

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (stride, width) = (place.Stride(null), place.Width(null, "width"));
            var pooled = place.PoolBy(place.Input, stride);
            var aligned = place.Align(pooled, place.ShapeOf(pooled).WithWidth(width), ShortcutAlignment.Projection);
            return aligned == place.Input ? place.Add("skip", new Operator.Identity(), place.Input) : aligned;
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => Connected(place);
    }

    private static Layer Connected(Layer layer, AttributeSource source)
    {
        source.InheritsWidth();
        return layer;
    }

    private static ShapeRange Connected(RangePlace place)
    {
        var (x, stride) = (place.Input, place.Stride(null));
        if (!x.IsImage && stride.Most > 1)
            throw place.Error(x, "an image, as a stride waits here");
        return x.Strided(stride) with { Width = place.Width(null) };
    }
}
