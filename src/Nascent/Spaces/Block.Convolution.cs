using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A convolution, then normalisation and activation: the nodes <c>conv</c>, <c>norm</c>, <c>act</c>.</summary>
    public sealed record Convolution(string Name = "conv") : Layer(Name)
    {
        /// <summary>Output channels; null to inherit the width, or else to keep the input's.</summary>
        public Choice<int>? Channels { get; init; }

        /// <summary>The side of the kernel, at least 1.</summary>
        public Choice<int> Kernel { get; init; } = 3;

        /// <summary>The step; null to take the stride that waits, or else 1.</summary>
        public Choice<int>? Stride { get; init; }

        /// <summary>The distance between the kernel's elements, at least 1.</summary>
        public Choice<int> Dilation { get; init; } = 1;

        /// <summary>Groups, which must divide input and output channels.</summary>
        public Choice<int> Groups { get; init; } = 1;

        /// <summary>Zeros on each side; null for dilation · (kernel − 1) / 2, which keeps the size at stride 1 and odd kernels.</summary>
        public Choice<int>? Padding { get; init; }

        /// <summary>Whether a bias is added; null for: only where no normalisation follows.</summary>
        public Choice<bool>? Bias { get; init; }

        /// <summary>The normalisation; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <summary>The activation; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "conv";

        /// <inheritdoc/>
        public override bool KeepsChannels => Channels is null && !Groups.IsOpen && Groups.Options[0] == 1;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Channels = source.Width("channels", Channels),
            Kernel = source.Integer("kernel", DecisionKind.Kernel, Kernel, least: 1),
            Stride = source.Stride(Stride),
            Dilation = source.Integer("dilation", DecisionKind.Other, Dilation, least: 1),
            Groups = source.Integer("groups", DecisionKind.Other, Groups, least: 1),
            Padding = source.Integer("padding", DecisionKind.Other, Padding, least: 0),
            Bias = source.Truth("bias", Bias),
            Norm = source.Norm(Norm),
            Activation = source.Activation(Activation),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var stride = place.Stride(Stride);
            var (kernel, dilation, norm) = (place.Of(Kernel, "kernel"), place.Of(Dilation, "dilation"), place.Norm(Norm));
            var padding = Padding is { } given ? place.Of(given, "padding") : dilation * (kernel - 1) / 2;
            var bias = Bias is { } open ? place.Of(open, "bias") : norm == Normalisation.None;
            var channels = place.Width(Channels, "channels");
            var op = new Operator.Convolution(channels, kernel, stride, padding, dilation, place.Of(Groups, "groups"), bias);
            return place.Finish("", place.Add("conv", op, place.Input), norm, place.Activation(Activation));
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place)
        {
            var (x, stride, channels) = (place.Image, place.Stride(Stride), place.Width(Channels));
            foreach (var groups in Groups.Options)
                if (x.Width.Divisor % groups != 0 || channels.Divisor % groups != 0)
                    throw place.Error(Groups, "groups", $"{groups} groups for {x.Width.WithDivisor} input and {channels.WithDivisor} output channels", "groups that divide both");
            return place.Windowed(x, Kernel, Dilation, Padding, stride) with { Width = channels };
        }
    }
}
