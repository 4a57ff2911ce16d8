using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>Any shape → (features), elements in order.</summary>
    public sealed record Flatten : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(14);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override bool IsFreeWhenDeployed => true;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => TensorShape.Features(checked((int)inputs.Single.Count));

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => output.Equals(input);
    }

    /// <summary>Bilinear resize to (c, <paramref name="Height"/>, <paramref name="Width"/>), half-pixel centres, no antialiasing.</summary>
    /// <param name="Height">Rows of the output, at least 1.</param>
    /// <param name="Width">Columns of the output, at least 1.</param>
    public sealed record Resize(int Height, int Width) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(15, Height, Width);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) =>
            TensorShape.Image(inputs.Image.Width, inputs.Positive("height", Height), inputs.Positive("width", Width));

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => output.Equals(input);

        /// <inheritdoc/>
        public override Operator AtResolution(double share) => new Resize(Scaled(Height, share), Scaled(Width, share));

        /// <summary>A share of a size, rounded, and at least 1.</summary>
        internal static int Scaled(int size, double share) => Math.Max(1, (int)Math.Round(share * size));
    }

    /// <summary><paramref name="Channels"/> channels or features one after another, from number <paramref name="First"/> on.</summary>
    /// <param name="Channels">How many, at least 1.</param>
    /// <param name="First">The number of the first, counted from 0.</param>
    public sealed record Slice(int Channels, int First = 0) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => First == 0 ? OperatorCode.Numbered(16, Channels) : OperatorCode.Numbered(16, Channels, First);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            var x = inputs.Single;
            return Channels >= 1 && First >= 0 && First + Channels <= x.Width ? x.WithWidth(Channels)
                : throw inputs.Error($"{Channels} of {x.Width} channels{(First == 0 ? "" : $" from {First}")}", $"1 to {x.Width - First}");
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => output.Equals(input);

        /// <inheritdoc/>
        public override bool ChoosesWidth(int read) => true;

        /// <inheritdoc/>
        public override Operator Narrowed(int was, int now, int gives) => ToWidth(now, gives);
    }

    /// <summary>What a frozen network gives at one place: <paramref name="Features"/> features one after another, from number <paramref name="First"/> on. Its costs are those of the frozen network up to there.</summary>
    /// <param name="First">The number of the first feature, counted from 0.</param>
    /// <param name="Features">How many, at least 1.</param>
    /// <param name="Parameters">Weights of the frozen network up to the place.</param>
    /// <param name="MultiplyAdds">Its multiply-accumulates up to the place, for one sample.</param>
    /// <param name="PeakBytes">Its peak activation memory up to the place, for one sample in float32.</param>
    public sealed record BackboneFeatures(int First, int Features, long Parameters, long MultiplyAdds, long PeakBytes) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(20, First, Features, Parameters, MultiplyAdds, PeakBytes);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override long FrozenParameters => Parameters;

        /// <inheritdoc/>
        public override long FrozenMacs => MultiplyAdds;

        /// <inheritdoc/>
        public override long FrozenPeak => PeakBytes;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            var x = inputs.Single;
            return x.IsFeatures && Features >= 1 && First >= 0 && Features <= x.Width - First && Math.Min(Parameters, Math.Min(MultiplyAdds, PeakBytes)) >= 0 ? TensorShape.Features(Features)
                : throw inputs.Error($"{Features} features from {First} of shape {x}", "features of the backbone that lie inside of a vector");
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }

    /// <summary>The input with zeros appended up to <paramref name="Channels"/> channels or features.</summary>
    /// <param name="Channels">Channels or features of the output, at least those of the input.</param>
    public sealed record PadChannels(int Channels) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(17, Channels);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single is var x && Channels >= x.Width ? x.WithWidth(Channels)
            : throw inputs.Error($"{Channels} channels for an input of {inputs.Single.Width}", $"at least {inputs.Single.Width}");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => output.Equals(input);

        /// <inheritdoc/>
        public override bool ChoosesWidth(int read) => true;

        /// <inheritdoc/>
        public override Operator Narrowed(int was, int now, int gives) => ToWidth(now, gives);
    }
}
