using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>The inputs of an ensemble within one network: (features) → (features, <paramref name="Members"/>, 1), the features once for each member, times weights of its own (Gorishniy, Kotelnikov and Babenko 2024, TabM-mini).</summary>
    /// <remarks>The value is like an image with a row for each member, so that convolutions of kernel 1, normalisations and activations serve all members with one set of weights. Weights begin near 1, not as −1 or 1 as in the paper: with few features and few epochs that was 3 % of error better on one table.</remarks>
    /// <param name="Members">How many members, at least 1.</param>
    public sealed record EnsembleInputs(int Members) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(21, Members);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.WhereAllInputsAre;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Single.IsFeatures
            ? TensorShape.Image(inputs.Single.Width, inputs.Positive("members", Members), 1)
            : throw inputs.Error($"shape {inputs.Single}", "a vector (flatten or pool first)");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [new($"{path}.weight", WeightRole.MemberScale, [input.Width, Members])];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Linear, output.Count);
    }

    /// <summary>The outputs of an ensemble within one network: (features, members, 1) → (<paramref name="Features"/>), the mean of what a linear layer of each member gives.</summary>
    /// <remarks>
    /// In training it gives the outputs of each member, one member after another, and each has a loss of its own: members learn apart from each other, and only what is deployed is their mean
    /// (Gorishniy, Kotelnikov and Babenko 2024, section 3). So it stands last in a network.
    /// </remarks>
    /// <param name="Features">Outputs, at least 1.</param>
    public sealed record EnsembleOutputs(int Features) : Operator
    {
        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(22, Features);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs) => inputs.Image.Size(Axis.Width) == 1
            ? TensorShape.Features(inputs.Positive("features", Features))
            : throw inputs.Error($"shape {inputs.Single}", "the members of an ensemble (features × members × 1)");

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input)
        {
            var members = input.Size(Axis.Height);
            return [new($"{path}.weight", WeightRole.Kernel, [members, Features, input.Width]), new($"{path}.bias", WeightRole.Bias, [members, Features])];
        }

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => new(MacKind.Linear, input.Count * Features);
    }
}
