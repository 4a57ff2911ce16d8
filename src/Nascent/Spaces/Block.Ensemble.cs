using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Genotypes;
using Nascent.Spaces.Attributes;
using Nascent.Spaces.Ranges;
using Nascent.Spaces.Resolving;

namespace Nascent.Spaces;

public abstract partial record Block
{
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
}
