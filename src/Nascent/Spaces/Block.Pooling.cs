using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>Pooling over a window, with padding (kernel − 1) / 2, rounded down.</summary>
    public sealed record Pool(string Name = "pool") : Layer(Name)
    {
        /// <summary>How the window is joined.</summary>
        public Choice<PoolKind> Kind { get; init; } = PoolKind.Max;

        /// <summary>The side of the window, at least 1.</summary>
        public Choice<int> Kernel { get; init; } = 3;

        /// <summary>The step; null to take the stride that waits, or else 1.</summary>
        public Choice<int>? Stride { get; init; }

        /// <inheritdoc/>
        public override string Type => "pool";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Kind = source.Word("kind", DecisionKind.Pooling, Kind),
            Kernel = source.Integer("kernel", DecisionKind.Kernel, Kernel, least: 1),
            Stride = source.Stride(Stride),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (kind, kernel, stride) = (place.Of(Kind, "kind"), place.Of(Kernel, "kernel"), place.Stride(Stride));
            return place.Add("pool", new Operator.Pool(kind, kernel, stride, (kernel - 1) / 2), place.Input);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Windowed(place.Image, Kernel, 1, null, place.Stride(Stride));
    }

    /// <summary>Pooling over all positions: (channels, height, width) → (channels, 1, 1).</summary>
    public sealed record GlobalPool(string Name = "global_pool") : Layer(Name)
    {
        /// <summary>How the positions are joined.</summary>
        public Choice<PoolKind> Kind { get; init; } = PoolKind.Average;

        /// <inheritdoc/>
        public override string Type => "global_pool";

        /// <inheritdoc/>
        public override bool KeepsChannels => false; // a part of the channels could not go past it: their images are larger

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Kind = source.Word("kind", DecisionKind.Pooling, Kind) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Add("pool", new Operator.GlobalPool(place.Of(Kind, "kind")), place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Image with { Height = SizeRange.Of(1), Across = SizeRange.Of(1) };
    }
}
