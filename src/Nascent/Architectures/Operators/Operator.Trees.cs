using System.Collections.Immutable;

namespace Nascent.Architectures.Operators;

public abstract partial record Operator
{
    /// <summary>The sum of what decision trees say of the features: (features) → (<paramref name="Outputs"/>). Training by gradients leaves it as it is.</summary>
    /// <remarks>
    /// Its only weight has a row of <see cref="Columns"/> numbers for each node of all trees: the feature that is compared, the threshold, the row where a value of at most the threshold
    /// leads, the row of any other, the output that a leaf adds to, and what it adds. The first <paramref name="Count"/> rows are the roots. A leaf leads to itself, any other node to rows below its own.
    /// </remarks>
    /// <param name="Outputs">Values that it gives, at least 1.</param>
    /// <param name="Count">Trees, at least 1.</param>
    /// <param name="Nodes">Nodes of all trees together, at least <paramref name="Count"/>.</param>
    /// <param name="Depth">The most comparisons from a root to a leaf.</param>
    public sealed record TreeEnsemble(int Outputs, int Count, int Nodes, int Depth) : Operator
    {
        /// <summary>Numbers of a row: feature, threshold, two rows, output, value.</summary>
        public const int Columns = 6;

        /// <inheritdoc/>
        public override CanonicalHash Code => OperatorCode.Numbered(18, Outputs, Count, Nodes, Depth);

        /// <inheritdoc/>
        public override bool IsPointwise => false;

        /// <inheritdoc/>
        public override ZeroRule Zeros => ZeroRule.Never;

        /// <inheritdoc/>
        public override TensorShape Infer(InputShapes inputs)
        {
            inputs.Positive("trees", Count);
            return !inputs.Single.IsFeatures ? throw inputs.Error($"shape {inputs.Single}", "a vector of features")
                : Nodes < Count ? throw inputs.Error($"{Nodes} nodes of {Count} trees", "at least one node a tree")
                : TensorShape.Features(inputs.Positive("outputs", Outputs));
        }

        /// <inheritdoc/>
        public override ImmutableArray<WeightSlot> Weights(NodePath path, TensorShape input) => [new($"{path}.weight", WeightRole.Structure, [Nodes, Columns])];

        /// <inheritdoc/>
        public override MacCount Macs(TensorShape input, TensorShape output) => MacCount.None;

        /// <inheritdoc/>
        public override bool ChoosesWidth(int read) => true;

        /// <summary>The operator of a table of nodes that somebody else may have written.</summary>
        /// <param name="table">The weight, as the remarks say.</param>
        /// <param name="features">Features that the trees may compare.</param>
        /// <param name="outputs">Values that they give.</param>
        /// <exception cref="NascentException">A row leads to none, back or in a circle, or names no feature or output; the message says which.</exception>
        public static TreeEnsemble Of(NamedTensor table, int features, int outputs)
        {
            if (table.Shape is not [var nodes and > 0, Columns])
                throw new NascentException($"Trees '{table.Name}': found shape {string.Join("×", table.Shape)}, expected rows of {Columns} numbers.");
            var (isChild, depths) = (new bool[nodes], new int[nodes]);
            for (var row = nodes - 1; row >= 0; row--)
            {
                var node = table.Values.AsSpan(row * Columns, Columns);
                var (yes, no) = (Whole(node[2], row, nodes), Whole(node[3], row, nodes));
                Whole(node[0], 0, features);
                Whole(node[4], 0, outputs);
                if (yes == row && no == row)
                    continue;
                if (yes == row || no == row || isChild[yes] || isChild[no] || yes == no)
                    throw new NascentException($"Trees '{table.Name}', row {row}: found children {yes} and {no}, expected two rows that no other leads to.");
                isChild[yes] = isChild[no] = true;
                depths[row] = 1 + Math.Max(depths[yes], depths[no]);
            }

            var count = Array.IndexOf(isChild, true) is var first and >= 0 ? first : nodes;
            return Array.IndexOf(isChild, false, count) < 0 ? new(outputs, count, nodes, depths.Max())
                : throw new NascentException($"Trees '{table.Name}': found a root behind other nodes, expected the roots first.");

            int Whole(float value, int from, int below) => value >= from && value < below && value == MathF.Floor(value) ? (int)value
                : throw new NascentException($"Trees '{table.Name}': found {value}, expected a whole number from {from} to {below - 1}.");
        }
    }
}
