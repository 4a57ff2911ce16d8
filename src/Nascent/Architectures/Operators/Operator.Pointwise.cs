using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>A pointwise function.</summary>
    /// <param name="Function">Which function.</param>
    public sealed record Activation(ActivationFunction Function) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(5, (int)Function);

        /// <inheritdoc/>
        public override bool IsPointwise => true;

        /// <inheritdoc/>
        public override ZeroRule Zeros => Function is ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid ? ZeroRule.Never : ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single;

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }

    /// <summary>The input, unchanged.</summary>
    public sealed record Identity : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(9);

        /// <inheritdoc/>
        public override bool IsPointwise => true;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override bool IsFreeWhenDeployed => true;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single;

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => true;
    }

    /// <summary>Sets elements to zero with the given probability while training (Srivastava et al. 2014); identity otherwise.</summary>
    /// <param name="Rate">The probability, in the range [0, 1).</param>
    /// <param name="OfPaths">Whether all of a sample is set to zero at once, with a probability that rises from 0 to the rate during training (Zoph et al. 2018, scheduled drop path). Default false.</param>
    public sealed record Dropout(double Rate, bool OfPaths = false) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OfPaths ? OperatorCode.Numbered(10, OperatorCode.Bits(Rate), 1) : OperatorCode.Numbered(10, OperatorCode.Bits(Rate));

        /// <inheritdoc/>
        public override bool IsPointwise => true;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override bool IsFreeWhenDeployed => true;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) =>
            inputs.Single is var x && Rate is >= 0 and < 1 ? x : throw inputs.Error($"rate {Rate}", "a rate in the range [0, 1)");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => Rate == 0;
    }

    /// <summary>Zeros of the input's shape, every <paramref name="Stride"/>-th position: no connection.</summary>
    /// <param name="Stride">Step in height and width, at least 1.</param>
    public sealed record Zero(int Stride = 1) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(8, Stride);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Always;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => Stride == 1 ? inputs.Single : inputs.Window(inputs.Image.Width, 1, Stride, 0, 1);

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }
}
