using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>Batch normalisation over the channels or features (Ioffe and Szegedy 2015), with scale and shift.</summary>
    /// <param name="Epsilon">Added to the variance.</param>
    /// <param name="Momentum">Weight of the newest batch in the running statistics.</param>
    public sealed record BatchNorm(double Epsilon = 1e-5, double Momentum = 0.1) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(3, OperatorCode.Bits(Epsilon), OperatorCode.Bits(Momentum));

        /// <inheritdoc/>
        public override bool IsPointwise => true;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never; // its shift is trained

        /// <inheritdoc/>
        public override bool IsFreeWhenDeployed => true;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single;

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) =>
        [
            .. ScaleAndShift(path, input.Width),
            new($"{path}.running_mean", WeightRole.RunningMean, [input.Width]),
            new($"{path}.running_var", WeightRole.RunningVariance, [input.Width]),
        ];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }

    /// <summary>Layer normalisation over all axes but the batch (Ba et al. 2016), with a scale and a shift for each channel or feature.</summary>
    /// <remarks>For images this is group normalisation with one group: one scale and shift a channel, so that it works at any resolution.</remarks>
    /// <param name="Epsilon">Added to the variance.</param>
    public sealed record LayerNorm(double Epsilon = 1e-5) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(4, OperatorCode.Bits(Epsilon));

        /// <inheritdoc/>
        public override bool IsPointwise => true;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never; // its shift is trained

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single;

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => ScaleAndShift(path, input.Width);

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }

    private static ImmutableArray<WeightSlot> ScaleAndShift(NodePath path, int width) =>
        [new($"{path}.weight", WeightRole.Scale, [width]), new($"{path}.bias", WeightRole.Shift, [width])];
}
