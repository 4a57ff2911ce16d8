namespace Nascent.Tasks;

/// <summary>What the stored values of a metric are, which says how they are written and what suffixes a limit may have.</summary>
public enum MetricScale
{
    /// <summary>A plain number.</summary>
    Number,

    /// <summary>A share in the range [0, 1], written as a percentage.</summary>
    Share,

    /// <summary>A count, written with k, M and G for thousands.</summary>
    Count,

    /// <summary>Bytes, written with KB, MB and GB.</summary>
    Bytes,

    /// <summary>Milliseconds.</summary>
    Milliseconds,
}
