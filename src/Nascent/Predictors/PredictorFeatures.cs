using Nascent.Genotypes;
using Nascent.Predictors.Encodings;

namespace Nascent.Predictors;

/// <summary>A network as one row of numbers: its genotype's encoding, then its known scores.</summary>
/// <remarks>The encoding has a place for each option of each decision, 1 where it is taken, one for how far up an ordered decision's answer stands, and one for each path of a cell, where the space is one (White et al. 2021).</remarks>
public sealed class PredictorFeatures
{
    private readonly GenotypeEncoding _encoding;
    private readonly KnownFeatures _known;

    /// <summary>Makes the encoding.</summary>
    /// <param name="space">The space.</param>
    /// <param name="known">The known scores that follow.</param>
    public PredictorFeatures(DecisionSpace space, KnownFeatures known) => (_encoding, _known) = (new GenotypeEncoding(space, EncodingKind.Both, null), known);

    /// <summary>The length of a row.</summary>
    public int Length => _encoding.Length + _known.Names.Length;

    /// <summary>The row of a network.</summary>
    /// <exception cref="NascentException">The genotype is of another space.</exception>
    public float[] RowOf(PredictorInput input)
    {
        var (row, sparse) = (new float[Length], SparseOf(input));
        for (var i = 0; i < sparse.Indices.Length; i++)
            row[sparse.Indices[i]] = sparse.Values[i];
        return row;
    }

    /// <summary>The places of the row that are not zero.</summary>
    internal SparseRow SparseOf(PredictorInput input)
    {
        var (encoded, known) = (_encoding.Of(input.Genotype, _ => null), _known.Of(input));
        return new([.. encoded.Indices, .. Enumerable.Range(_encoding.Length, known.Length)], [.. encoded.Values, .. known.Select(value => (float)value)]);
    }
}
