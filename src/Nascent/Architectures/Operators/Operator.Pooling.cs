using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>2-D pooling: (c, h, w) → (c, h', w').</summary>
    /// <param name="Kind">What the elements of a window become.</param>
    /// <param name="Kernel">Side of the window, at least 1.</param>
    /// <param name="Stride">Step, at least 1.</param>
    /// <param name="Padding">Positions on every side that are not counted.</param>
    public sealed record Pool(PoolKind Kind, int Kernel, int Stride, int Padding) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(6, (int)Kind, Kernel, Stride, Padding);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Window(inputs.Image.Width, Kernel, Stride, Padding, 1);

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => (Kernel, Stride, Padding) == (1, 1, 0);
    }

    /// <summary>Pooling over all positions that keeps the axes: (c, h, w) → (c, 1, 1).</summary>
    /// <param name="Kind">What the elements of a channel become.</param>
    public sealed record GlobalPool(PoolKind Kind) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(7, (int)Kind);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => TensorShape.Image(inputs.Image.Width, 1, 1);

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }
}
