namespace Nascent.Architectures.Operators;

/// <summary>How a pooling operator joins the elements of its window.</summary>
public enum PoolKind
{
    /// <summary>The largest element.</summary>
    Max,

    /// <summary>The mean of the elements inside the image (padding is not counted).</summary>
    Average,
}
