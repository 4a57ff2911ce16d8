using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
    /// <summary>A normalisation by itself.</summary>
    public sealed record Normalise(string Name = "norm") : Layer(Name)
    {
        /// <summary>Which; null to inherit.</summary>
        public Choice<Normalisation>? Norm { get; init; }

        /// <inheritdoc/>
        public override string Type => "norm";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Norm = source.Norm(Norm) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Normalise("norm", place.Input, place.Norm(Norm));

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input;
    }

    /// <summary>An activation by itself.</summary>
    public sealed record Activate(string Name = "act") : Layer(Name)
    {
        /// <summary>Which; null to inherit, a literal null for none.</summary>
        public Choice<ActivationFunction?>? Activation { get; init; }

        /// <inheritdoc/>
        public override string Type => "activation";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Activation = source.Activation(Activation) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Activate("act", place.Input, place.Activation(Activation));

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input;
    }

    /// <summary>Scheduled drop path: all of a sample is dropped, with a probability that rises during training (Larsson et al. 2017; Zoph et al. 2018).</summary>
    public sealed record DropPath(string Name = "drop_path") : Layer(Name)
    {
        /// <summary>The probability at the end of training, in the range [0, 1).</summary>
        public Choice<double> Rate { get; init; } = 0.2;

        /// <inheritdoc/>
        public override string Type => "drop_path";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Rate = source.Rate("rate", Rate) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Add("drop", new Operator.Dropout(place.Of(Rate, "rate"), OfPaths: true), place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input;
    }

    /// <summary>Dropout (Srivastava et al. 2014).</summary>
    public sealed record Dropout(string Name = "dropout") : Layer(Name)
    {
        /// <summary>The share of elements set to zero, in the range [0, 1).</summary>
        public Choice<double> Rate { get; init; } = 0.1;

        /// <inheritdoc/>
        public override string Type => "dropout";

        /// <inheritdoc/>
        public override bool KeepsChannels => true;

        /// <inheritdoc/>
        public override Layer With(AttributeSource source) => this with { Rate = source.Rate("rate", Rate) };

        /// <inheritdoc/>
        public override NodePath Resolve(LayerPlace place) => place.Add("dropout", new Operator.Dropout(place.Of(Rate, "rate")), place.Input);

        /// <inheritdoc/>
        public override ShapeRange Range(RangePlace place) => place.Input;
    }
}
