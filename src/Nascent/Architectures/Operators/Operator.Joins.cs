using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>The sum of inputs of one shape.</summary>
    public sealed record Add : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(11);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override bool IsSymmetric => true;

        /// <inheritdoc/>
        public override InputWidths InputWidths => InputWidths.Equal;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) =>
            inputs.All.All(inputs.All[0].Equals) ? inputs.All[0] : throw inputs.Error($"shapes {string.Join(", ", inputs.All)}", "equal shapes");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => inputs == 1;
    }

    /// <summary>The product of two inputs; the second may be (c, 1, 1) beside (c, h, w): the gate of squeeze-and-excitation.</summary>
    public sealed record Multiply : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(12);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAnyInputIs;

        /// <inheritdoc/>
        public override bool IsSymmetric => true;

        /// <inheritdoc/>
        public override InputWidths InputWidths => InputWidths.AsFirst;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            if (inputs.All.Length != 2)
                throw inputs.Error($"{inputs.All.Length} inputs", "two inputs");
            var (x, gate) = (inputs.All[0], inputs.All[1]);
            var fits = x.Equals(gate) || gate.Count == 1 || (x.IsImage && gate.Equals(TensorShape.Image(x.Width, 1, 1)));
            return fits ? x : throw inputs.Error($"shapes {x} and {gate}", $"equal shapes, or {x.Width}×1×1 or one number as the second");
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;
    }

    /// <summary>Inputs one after another along the first axis (channels or features); other axes equal.</summary>
    public sealed record Concat : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(13);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            var first = inputs.All[0];
            if (inputs.All.Any(shape => !shape.WithWidth(first.Width).Equals(first)))
                throw inputs.Error($"shapes {string.Join(", ", inputs.All)}", "shapes that differ in their first axis only");
            return first.WithWidth(inputs.All.Sum(shape => shape.Width));
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool IsIdentity(int inputs, TensorShape input, TensorShape output) => inputs == 1;
    }
}
