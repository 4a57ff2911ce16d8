using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A depthwise-separable convolution (Howard et al. 2017): <c>depthwise</c> and <c>pointwise</c>, each with normalisation and activation.</summary>
    public sealed record Separable(string Name = "separable") : Layer(Name)
    {
        /// <summary>Output channels; null to inherit the width, or else to keep the input's.</summary>
        public Choice<int>? Channels { get; init; }

        /// <summary>The side of the depthwise kernel, at least 1.</summary>
        public Choice<int> Kernel { get; init; } = 3;

        /// <summary>The distance between the depthwise kernel's elements, at least 1.</summary>
        public Choice<int> Dilation { get; init; } = 1;

        /// <summary>The step of the depthwise convolution; null to take the stride that waits, or else 1.</summary>
        public Choice<int>? Stride { get; init; }

        /// <summary>The normalisation; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <summary>The activation; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "separable";

        /// <inheritdoc/>
        public override bool KeepsChannels => Channels is null;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Channels = source.Width("channels", Channels),
            Kernel = source.Integer("kernel", DecisionKind.Kernel, Kernel, least: 1),
            Dilation = source.Integer("dilation", DecisionKind.Other, Dilation, least: 1),
            Stride = source.Stride(Stride),
            Norm = source.Norm(Norm),
            Activation = source.Activation(Activation),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (stride, kernel, norm) = (place.Stride(Stride), place.Of(Kernel, "kernel"), place.Norm(Norm));
            var (activation, channels, dilation) = (place.Activation(Activation), place.Width(Channels, "channels"), place.Of(Dilation, "dilation"));
            var x = place.Finish("depthwise_", place.AddDepthwise(place.Input, kernel, stride, norm, dilation), norm, activation);
            return place.Finish("pointwise_", place.Add("pointwise", Projection(channels, norm), x), norm, activation);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) =>
            place.Windowed(place.Image, Kernel, Dilation, null, place.Stride(Stride)) with { Width = place.Width(Channels) };
    }

    /// <summary>A 1×1 convolution, with a bias only where no normalisation follows.</summary>
    private static Operator.Convolution Projection(int channels, Normalisation norm) => new(channels, 1, 1, 0, 1, 1, norm == Normalisation.None);
}
