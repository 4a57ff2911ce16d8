using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A fully connected layer on a vector, then normalisation and activation: <c>linear</c>, <c>norm</c>, <c>act</c>. Behind an <see cref="Ensemble"/> it serves each member, as the node <c>each</c>.</summary>
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

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Features = source.Width("features", Features),
            Norm = source.Norm(Norm),
            Activation = source.Activation(Activation),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var (features, norm) = (place.Width(Features, "features"), place.Norm(Norm));
            var bias = norm == Normalisation.None;
            var x = place.HasMembers
                ? place.Add("each", new Operator.Convolution(features, 1, 1, 0, 1, 1, bias), place.Input)
                : place.Add("linear", new Operator.Linear(features, bias), place.Input);
            return place.Finish("", x, norm, place.Activation(Activation));
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => !place.Input.IsImage ? ShapeRange.Vector(place.Width(Features))
            : place.HasMembers ? place.Input with { Width = place.Width(Features) }
            : throw place.Error(place.Input, "a vector (flatten or pool first)");
    }

    /// <summary>Several functions of each feature by itself, in the place of the feature (Gorishniy et al. 2022): <c>linear</c>, <c>act</c>.</summary>
    public sealed record FeatureEmbedding(string Name = "feature_embedding") : Layer(Name)
    {
        /// <summary>Functions of a feature.</summary>
        public Choice<int> Size { get; init; } = 8;

        /// <summary>The activation: ReLU, which makes piecewise linear functions, unless the layer says otherwise; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; } = SpaceSyntax.Relu;

        /// <inheritdoc/>
        public override string Type => "feature_embedding";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Size = source.Integer("size", DecisionKind.Expansion, Size, least: 1),
            Activation = source.Activation(Activation),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) =>
            place.Activate("act", place.Add("linear", new Operator.FeatureEmbedding(place.Of(Size, "size")), place.Input), place.Activation(Activation));

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input.IsImage
            ? throw place.Error(place.Input, "a vector (flatten or pool first)")
            : ShapeRange.Vector(place.Input.Width.Times(SizeRange.Of(Size.Options)));
    }

    /// <summary>Each feature and periodic functions of it (Gorishniy et al. 2022): <c>cosines</c>.</summary>
    public sealed record PeriodicEmbedding(string Name = "periodic_embedding") : Layer(Name)
    {
        /// <summary>Functions of a feature.</summary>
        public Choice<int> Size { get; init; } = 16;

        /// <summary>Periods for one unit of a feature, where the trained weight is 1, in the range [0, 1); features have a standard deviation of 1.</summary>
        public Choice<double> Frequency { get; init; } = 0.4;

        /// <inheritdoc/>
        public override string Type => "periodic_embedding";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with
        {
            Size = source.Integer("size", DecisionKind.Expansion, Size, least: 1),
            Frequency = source.Rate("frequency", Frequency),
        };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) =>
            place.Add("cosines", new Operator.PeriodicEmbedding(place.Of(Size, "size"), place.Of(Frequency, "frequency")), place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input.IsImage
            ? throw place.Error(place.Input, "a vector (flatten or pool first)")
            : ShapeRange.Vector(place.Input.Width.Times(SizeRange.Of(Size.Options).Plus(SizeRange.Of(1))));
    }

    /// <summary>The rest of the network becomes an ensemble, whose members share all weights but those of their inputs and outputs (Gorishniy, Kotelnikov and Babenko 2024, TabM-mini): <c>inputs</c>.</summary>
    /// <remarks>For networks on tables. Linear layers behind it serve each member, and the classifier gives their mean.</remarks>
    public sealed record Ensemble(string Name = "ensemble") : Layer(Name)
    {
        /// <summary>How many members; with 1 there is no ensemble, and features have scales.</summary>
        public Choice<int> Members { get; init; } = 8;

        /// <inheritdoc/>
        public override string Type => "ensemble";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Members = source.Integer("members", DecisionKind.Other, Members, least: 1) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Add("inputs", new Operator.EnsembleInputs(place.Of(Members, "members")), place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input.IsImage
            ? throw place.Error(place.Input, "a vector (flatten or pool first)")
            : ShapeRange.Image(place.Input.Width, SizeRange.Of(Members.Options), SizeRange.Of(1));
    }

    /// <summary>The end of a network: a vector from whatever comes in, dropout if any, and one linear layer to the task's outputs; behind an <see cref="Ensemble"/> one of each member, and their mean.</summary>
    public sealed record Classifier(string Name = "classifier") : Layer(Name)
    {
        /// <summary>The share of the features set to zero before the linear layer, in the range [0, 1); null for no dropout.</summary>
        public Choice<double>? DropoutRate { get; init; }

        /// <inheritdoc/>
        public override string Type => "classifier";

        /// <inheritdoc/>
        public override bool KeepsChannels => false;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { DropoutRate = source.Rate("dropout", DropoutRate) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place)
        {
            var x = place.HasMembers ? place.Input : place.AddVector("flatten", place.Input);
            if (DropoutRate is { } dropout)
                x = place.Add("dropout", new Operator.Dropout(place.Of(dropout, "dropout")), x);
            return place.HasMembers
                ? place.Add("each", new Operator.EnsembleOutputs(place.Outputs), x)
                : place.Add("linear", new Operator.Linear(place.Outputs, true), x);
        }

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Vector;
    }
}
