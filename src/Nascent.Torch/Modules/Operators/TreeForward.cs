using Nascent.Architectures.Operators;
using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Modules.Operators;

/// <summary>What trees say of features: all trees of all samples take one step down at a time.</summary>
internal static class TreeForward
{
    /// <summary>(batch, features) → (batch, outputs).</summary>
    /// <param name="op">The trees.</param>
    /// <param name="x">(batch, features).</param>
    /// <param name="nodes">(nodes, 6), as <see cref="Operator.TreeEnsemble"/> says.</param>
    public static Tensor Of(Operator.TreeEnsemble op, Tensor x, Tensor nodes)
    {
        using var scope = NewDisposeScope();
        Tensor Column(int column) => nodes.select(1, column);
        var (batch, feature, threshold) = (x.shape[0], Column(0).to_type(ScalarType.Int64), Column(1).contiguous());
        var (yes, no) = (Column(2).to_type(ScalarType.Int64), Column(3).to_type(ScalarType.Int64));
        using var count = ((long)op.Count).ToScalar();
        var at = arange(count, ScalarType.Int64, x.device).repeat(batch);   // (batch × trees): the row where each stands
        for (var step = 0; step < op.Depth; step++)
        {
            var value = x.gather(1, feature.index_select(0, at).view(batch, op.Count)).flatten();
            at = where(value.le(threshold.index_select(0, at)), yes.index_select(0, at), no.index_select(0, at));
        }

        var said = Column(5).contiguous().index_select(0, at).view(batch, op.Count);
        var output = Column(4).to_type(ScalarType.Int64).index_select(0, at.view(batch, op.Count)[0]);   // a tree's leaves add to one output
        return zeros([batch, op.Outputs], x.dtype, x.device).index_add_(1, output, said, Native.Scalars.One).MoveToOuterDisposeScope();
    }
}
