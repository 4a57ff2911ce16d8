using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>
    /// An inverted bottleneck (Sandler et al. 2018) without its shortcut: <c>expand</c>, <c>depthwise</c>, optionally squeeze-and-excitation
    /// (<c>se</c>; Hu et al. 2018, as in Howard et al. 2019), and <c>project</c> without an activation.
    /// </summary>
    public sealed record InvertedBottleneck(string Name = "inverted_bottleneck") : Layer(Name)
    {
        /// <summary>The share of the middle's channels that squeeze-and-excitation keeps (Howard et al. 2019).</summary>
        private const int SqueezeRatio = 4;

        /// <summary>Output channels; null to inherit the width, or else to keep the input's.</summary>
        public Choice<int>? Channels { get; init; }

        /// <summary>The side of the depthwise kernel, at least 1.</summary>
        public Choice<int> Kernel { get; init; } = 3;

        /// <summary>The step of the depthwise convolution; null to take the stride that waits, or else 1.</summary>
        public Choice<int>? Stride { get; init; }

        /// <summary>How many times wider than the input the middle is, at least 1; with 1 there is no <c>expand</c>.</summary>
        public Choice<int> Expand { get; init; } = 6;

        /// <summary>Whether there is squeeze-and-excitation, with a quarter of the middle's channels.</summary>
        public Choice<bool> SqueezeExcite { get; init; } = false;

        /// <summary>The normalisation; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <summary>The activation; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "inverted_bottleneck";

        /// <inheritdoc/>
        public override bool KeepsChannels => Channels is null;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Channels = source.Width("channels", Channels),
            Kernel = source.Integer("kernel", DecisionKind.Kernel, Kernel, least: 1),
            Stride = source.Stride(Stride),
            Expand = source.Integer("expand", DecisionKind.Expansion, Expand, least: 1),
            SqueezeExcite = source.Truth("squeeze_excite", SqueezeExcite),
            Norm = source.Norm(Norm),
            Activation = source.Activation(Activation),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (stride, kernel, expand) = (place.Stride(Stride), place.Of(Kernel, "kernel"), place.Of(Expand, "expand"));
            var (norm, activation, channels) = (place.Norm(Norm), place.Activation(Activation), place.Width(Channels, "channels"));
            var (x, middle) = (place.Input, checked(place.Image(place.Input).Width * expand));
            if (expand > 1)
                x = place.Finish("expand_", place.Add("expand", Projection(middle, norm), x), norm, activation);
            x = place.Finish("depthwise_", place.AddDepthwise(x, kernel, stride, norm), norm, activation);
            if (place.Of(SqueezeExcite, "squeeze_excite"))
                x = Squeezed(place, x, middle);
            return place.Finish("project_", place.Add("project", Projection(channels, norm), x), norm, null);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place)
        {
            var x = place.Image;
            var middle = place.Fits(x with { Width = x.Width.Times(SizeRange.Of(Expand.Options)) });
            return place.Windowed(middle, Kernel, 1, null, place.Stride(Stride)) with { Width = place.Width(Channels) };
        }

        private static NodePath Squeezed(LayerPlace place, NodePath x, int channels)
        {
            var gate = place.Add("se.pool", new Operator.GlobalPool(PoolKind.Average), x); // (channels, 1, 1)
            gate = place.Add("se.reduce", new Operator.Convolution(Math.Max(1, channels / SqueezeRatio), 1, 1, 0, 1, 1, true), gate);
            gate = place.Activate("se.act", gate, ActivationFunction.Relu);
            gate = place.Add("se.expand", new Operator.Convolution(channels, 1, 1, 0, 1, 1, true), gate);
            gate = place.Activate("se.gate", gate, ActivationFunction.HardSigmoid);
            return place.Add("se.scale", new Operator.Multiply(), x, gate);
        }
    }
}
