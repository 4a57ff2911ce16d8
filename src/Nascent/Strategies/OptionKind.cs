namespace Nascent.Strategies;

/// <summary>Which numbers the value of an option may be.</summary>
public enum OptionKind
{
    /// <summary>Any of its range.</summary>
    Real,

    /// <summary>A whole number of its range.</summary>
    Whole,

    /// <summary>1 for yes, 0 for no.</summary>
    Switch,

    /// <summary>The number of one of a few choices.</summary>
    Choice,
}
