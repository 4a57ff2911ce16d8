using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>2-D convolution: (in, h, w) → (<paramref name="Channels"/>, h', w') with h' = ⌊(h + 2·pad − dilation·(kernel − 1) − 1) / stride⌋ + 1.</summary>
    /// <param name="Channels">Output channels, at least 1, divisible by <paramref name="Groups"/>.</param>
    /// <param name="Kernel">Side of the kernel, at least 1.</param>
    /// <param name="Stride">Step, at least 1.</param>
    /// <param name="Padding">Zeros on every side.</param>
    /// <param name="Dilation">Distance between kernel elements, at least 1.</param>
    /// <param name="Groups">Groups; equal to the input channels for a depthwise convolution.</param>
    /// <param name="Bias">Whether a bias is added.</param>
    public sealed record Convolution(int Channels, int Kernel, int Stride, int Padding, int Dilation, int Groups, bool Bias) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(1, Channels, Kernel, Stride, Padding, Dilation, Groups, Bias ? 1 : 0);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => Bias ? ZeroRule.Never : ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            var x = inputs.Image;
            inputs.Positive("channels", Channels);
            if (Groups < 1 || x.Width % Groups != 0 || Channels % Groups != 0)
                throw inputs.Error($"{Groups} groups for {x.Width} input and {Channels} output channels", "groups that divide both");
            return inputs.Window(Channels, Kernel, Stride, Padding, Dilation);
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) =>
            WithBias(path, Bias, [Channels, input.Width / Groups, Kernel, Kernel]);

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(
            Groups > 1 ? MacKind.Grouped : Kernel == 1 ? MacKind.Pointwise : MacKind.Dense,
            output.Count * (input.Width / Groups) * Kernel * Kernel);

        /// <inheritdoc/>
        public override bool ChoosesWidth(int read) => !IsDepthwise(read);

        /// <inheritdoc/>
        public override Operator Narrowed(int was, int now, int gives) => IsDepthwise(was)
            ? this with { Groups = now, Channels = now * (Channels / Groups) }
            : this with { Channels = gives, Groups = Enumerable.Range(1, Groups).Last(groups => now % groups == 0 && gives % groups == 0) };

        /// <summary>Whether it has a group for each channel that it reads.</summary>
        private bool IsDepthwise(int read) => Groups > 1 && Groups == read;
    }

    /// <summary>Fully connected layer on the last axis: (features) → (<paramref name="Features"/>).</summary>
    /// <param name="Features">Output features, at least 1.</param>
    /// <param name="Bias">Whether a bias is added.</param>
    public sealed record Linear(int Features, bool Bias) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(2, Features, Bias ? 1 : 0);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => Bias ? ZeroRule.Never : ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single.IsFeatures
            ? TensorShape.Features(inputs.Positive("features", Features))
            : throw inputs.Error($"shape {inputs.Single}", "a vector (flatten or pool first)");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => WithBias(path, Bias, [Features, input.Width]);

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Linear, (long)input.Width * Features);

        /// <inheritdoc/>
        public override bool ChoosesWidth(int read) => true;

        /// <inheritdoc/>
        public override Operator Narrowed(int was, int now, int gives) => this with { Features = gives };
    }

    /// <summary>Several linear functions of each feature by itself: (features) → (features · <paramref name="Size"/>), those of the first feature first (Gorishniy et al. 2022, section 3.3).</summary>
    /// <remarks>With ReLU behind it, a feature becomes what a piecewise linear function of it is summed from. Biases begin at random, so that the pieces begin at different values.</remarks>
    /// <param name="Size">Functions of a feature, at least 1.</param>
    public sealed record FeatureEmbedding(int Size) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(19, Size);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single.IsFeatures
            ? TensorShape.Features(checked(inputs.Single.Width * inputs.Positive("size", Size)))
            : throw inputs.Error($"shape {inputs.Single}", "a vector (flatten or pool first)");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) =>
            [new($"{path}.weight", WeightRole.Kernel, [input.Width * Size, 1]), new($"{path}.bias", WeightRole.Offset, [input.Width * Size])];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Linear, output.Count);
    }

    /// <summary>Each feature and periodic functions of it, cos(2π · <paramref name="Frequency"/> · w · x + π · b): (features) → (features · (<paramref name="Size"/> + 1)), first the features, then the functions of the first feature (Gorishniy et al. 2022, section 3.3).</summary>
    /// <remarks>With a phase in place of a sine beside each cosine, and the feature itself (Holzmüller, Grinsztajn and Steinwart 2024, section 3). Weights and phases begin at random.</remarks>
    /// <param name="Size">Functions of a feature, at least 1.</param>
    /// <param name="Frequency">Periods for one unit of a feature at w = 1, 0 or more.</param>
    public sealed record PeriodicEmbedding(int Size, double Frequency) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(23, Size, BitConverter.DoubleToInt64Bits(Frequency));

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => !inputs.Single.IsFeatures ? throw inputs.Error($"shape {inputs.Single}", "a vector (flatten or pool first)")
            : Frequency >= 0 && double.IsFinite(Frequency) ? TensorShape.Features(checked(inputs.Single.Width * (inputs.Positive("size", Size) + 1)))
            : throw inputs.Error($"frequency {Frequency}", "0 or more");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) =>
            [new($"{path}.weight", WeightRole.Kernel, [input.Width * Size, 1]), new($"{path}.bias", WeightRole.Offset, [input.Width * Size])];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Linear, (long)input.Width * Size);
    }

    private static ImmutableArray<WeightSlot> WithBias(NodePath path, bool bias, ImmutableArray<int> kernel)
    {
        var weight = new WeightSlot($"{path}.weight", WeightRole.Kernel, kernel);
        return bias ? [weight, new WeightSlot($"{path}.bias", WeightRole.Bias, [kernel[0]])] : [weight];
    }
}
