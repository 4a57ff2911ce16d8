namespace Nascent.Spaces;

/// <summary>What the networks of a space read.</summary>
public enum InputKind
{
    /// <summary>One image: channels × height × width.</summary>
    Image,

    /// <summary>The columns of a table: one vector of features.</summary>
    Table,
}
