using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Genotypes;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A block that becomes operators by itself.</summary>
    public abstract record Layer : Block
    {
        private protected Layer(string name) => Name = name;

        /// <summary>The layer's name, unique in its chain.</summary>
        public string Name { get; init; }

        /// <inheritdoc/>
        public override string DefaultName => Name;

        /// <summary>The word for this kind of layer in files.</summary>
        public abstract string Type { get; }

        /// <summary>The attributes, in order.</summary>
        internal virtual ImmutableArray<BlockAttribute> Attributes => [];

        /// <summary>Whether it takes the width of the settings around it.</summary>
        internal virtual bool InheritsWidth => false;

        /// <summary>Whether it takes a stride that waits to be taken.</summary>
        internal virtual bool InheritsStride => false;

        /// <summary>Whether it takes the activation of the settings around it.</summary>
        internal virtual bool InheritsActivation => false;

        /// <summary>Whether it takes the normalisation of the settings around it.</summary>
        internal virtual bool InheritsNorm => false;
    }

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

        internal override bool InheritsWidth => Channels is null;

        internal override bool InheritsStride => Stride is null;

        internal override bool InheritsActivation => Activation is null;

        internal override bool InheritsNorm => Norm is null;

        internal override ImmutableArray<BlockAttribute> Attributes =>
        [
            new("channels", DecisionKind.Width, Channels, 1), new("kernel", DecisionKind.Kernel, Kernel, 1), new("stride", DecisionKind.Other, Stride, 1),
            new("dilation", DecisionKind.Other, Dilation, 1), new("groups", DecisionKind.Other, Groups, 1), new("padding", DecisionKind.Other, Padding, 0),
            new("bias", DecisionKind.Other, Bias), new("norm", DecisionKind.Normalisation, Norm), new("activation", DecisionKind.Activation, Activation),
        ];
    }

    /// <summary>A depthwise-separable convolution (Howard et al. 2017): <c>depthwise</c> and <c>pointwise</c>, each with normalisation and activation.</summary>
    public sealed record Separable(string Name = "separable") : Layer(Name)
    {
        /// <summary>Output channels; null to inherit the width, or else to keep the input's.</summary>
        public Choice<int>? Channels { get; init; }

        /// <summary>The side of the depthwise kernel, at least 1.</summary>
        public Choice<int> Kernel { get; init; } = 3;

        /// <summary>The step of the depthwise convolution; null to take the stride that waits, or else 1.</summary>
        public Choice<int>? Stride { get; init; }

        /// <summary>The normalisation; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <summary>The activation; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "separable";

        internal override bool InheritsWidth => Channels is null;

        internal override bool InheritsStride => Stride is null;

        internal override bool InheritsActivation => Activation is null;

        internal override bool InheritsNorm => Norm is null;

        internal override ImmutableArray<BlockAttribute> Attributes =>
        [
            new("channels", DecisionKind.Width, Channels, 1), new("kernel", DecisionKind.Kernel, Kernel, 1), new("stride", DecisionKind.Other, Stride, 1),
            new("norm", DecisionKind.Normalisation, Norm), new("activation", DecisionKind.Activation, Activation),
        ];
    }

    /// <summary>
    /// An inverted bottleneck (Sandler et al. 2018) without its shortcut: <c>expand</c>, <c>depthwise</c>, optionally squeeze-and-excitation
    /// (<c>se</c>; Hu et al. 2018, as in Howard et al. 2019), and <c>project</c> without an activation.
    /// </summary>
    public sealed record InvertedBottleneck(string Name = "inverted_bottleneck") : Layer(Name)
    {
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

        internal override bool InheritsWidth => Channels is null;

        internal override bool InheritsStride => Stride is null;

        internal override bool InheritsActivation => Activation is null;

        internal override bool InheritsNorm => Norm is null;

        internal override ImmutableArray<BlockAttribute> Attributes =>
        [
            new("channels", DecisionKind.Width, Channels, 1), new("kernel", DecisionKind.Kernel, Kernel, 1), new("stride", DecisionKind.Other, Stride, 1),
            new("expand", DecisionKind.Expansion, Expand, 1), new("squeeze_excite", DecisionKind.Other, SqueezeExcite),
            new("norm", DecisionKind.Normalisation, Norm), new("activation", DecisionKind.Activation, Activation),
        ];
    }

    /// <summary>A fully connected layer on a vector, then normalisation and activation: <c>linear</c>, <c>norm</c>, <c>act</c>.</summary>
    public sealed record Linear(string Name = "linear") : Layer(Name)
    {
        /// <summary>Output features; null to inherit the width, or else to keep the input's.</summary>
        public Choice<int>? Features { get; init; }

        /// <summary>The normalisation; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <summary>The activation; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "linear";

        internal override bool InheritsWidth => Features is null;

        internal override bool InheritsActivation => Activation is null;

        internal override bool InheritsNorm => Norm is null;

        internal override ImmutableArray<BlockAttribute> Attributes =>
        [
            new("features", DecisionKind.Width, Features, 1), new("norm", DecisionKind.Normalisation, Norm), new("activation", DecisionKind.Activation, Activation),
        ];
    }

    /// <summary>A normalisation by itself.</summary>
    public sealed record Normalise(string Name = "norm") : Layer(Name)
    {
        /// <summary>Which; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <inheritdoc/>
        public override string Type => "norm";

        internal override bool InheritsNorm => Norm is null;

        internal override ImmutableArray<BlockAttribute> Attributes => [new("norm", DecisionKind.Normalisation, Norm)];
    }

    /// <summary>An activation by itself.</summary>
    public sealed record Activate(string Name = "act") : Layer(Name)
    {
        /// <summary>Which; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "activation";

        internal override bool InheritsActivation => Activation is null;

        internal override ImmutableArray<BlockAttribute> Attributes => [new("activation", DecisionKind.Activation, Activation)];
    }

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

        internal override bool InheritsStride => Stride is null;

        internal override ImmutableArray<BlockAttribute> Attributes =>
            [new("kind", DecisionKind.Pooling, Kind), new("kernel", DecisionKind.Kernel, Kernel, 1), new("stride", DecisionKind.Other, Stride, 1)];
    }

    /// <summary>Pooling over all positions: (channels, height, width) → (channels, 1, 1).</summary>
    public sealed record GlobalPool(string Name = "global_pool") : Layer(Name)
    {
        /// <summary>How the positions are joined.</summary>
        public Choice<PoolKind> Kind { get; init; } = PoolKind.Average;

        /// <inheritdoc/>
        public override string Type => "global_pool";

        internal override ImmutableArray<BlockAttribute> Attributes => [new("kind", DecisionKind.Pooling, Kind)];
    }

    /// <summary>No connection: zeros of the shape that is expected here.</summary>
    public sealed record Zero(string Name = "zero") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "zero";

        internal override bool InheritsWidth => true;

        internal override bool InheritsStride => true;
    }

    /// <summary>
    /// The input; where the stride or the width changes here, the input pooled to the new size and projected to the new width, so that a skip is
    /// valid anywhere.
    /// </summary>
    public sealed record Skip(string Name = "skip") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "skip";

        internal override bool InheritsWidth => true;

        internal override bool InheritsStride => true;
    }

    /// <summary>Dropout (Srivastava et al. 2014).</summary>
    public sealed record Dropout(string Name = "dropout") : Layer(Name)
    {
        /// <summary>The share of elements set to zero, in the range [0, 1).</summary>
        public Choice<double> Rate { get; init; } = 0.1;

        /// <inheritdoc/>
        public override string Type => "dropout";

        internal override ImmutableArray<BlockAttribute> Attributes => [new("rate", DecisionKind.Other, Rate, 0)];
    }

    /// <summary>Any shape → a vector.</summary>
    public sealed record Flatten(string Name = "flatten") : Layer(Name)
    {
        /// <inheritdoc/>
        public override string Type => "flatten";
    }

    /// <summary>Resizes images inside the network: the resolution that is searched.</summary>
    public sealed record Resize(string Name = "resize") : Layer(Name)
    {
        /// <summary>The new height in pixels, at least 1; the width keeps its proportion, rounded.</summary>
        public Choice<int> Resolution { get; init; } = 32;

        /// <inheritdoc/>
        public override string Type => "resize";

        internal override ImmutableArray<BlockAttribute> Attributes => [new("resolution", DecisionKind.Resolution, Resolution, 1)];
    }

    /// <summary>The end of a network: a vector from whatever comes in, dropout if any, and one linear layer to the task's outputs.</summary>
    public sealed record Classifier(string Name = "classifier") : Layer(Name)
    {
        /// <summary>The share of the features set to zero before the linear layer, in the range [0, 1); null for no dropout.</summary>
        public Choice<double>? DropoutRate { get; init; }

        /// <inheritdoc/>
        public override string Type => "classifier";

        internal override ImmutableArray<BlockAttribute> Attributes => [new("dropout", DecisionKind.Other, DropoutRate, 0)];
    }
}
