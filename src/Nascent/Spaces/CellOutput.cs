namespace Nascent.Spaces;

/// <summary>What a cell gives.</summary>
public enum CellOutput
{
    /// <summary>The value of its last node (NAS-Bench-201).</summary>
    Last,

    /// <summary>The sum of all nodes but the inputs.</summary>
    Add,

    /// <summary>All nodes but the inputs, one after another along the channels (Liu et al. 2019).</summary>
    Concat,

    /// <summary>The same of those nodes that no other reads (Zoph et al. 2018).</summary>
    Unread,
}
