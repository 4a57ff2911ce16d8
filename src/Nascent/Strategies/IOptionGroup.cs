namespace Nascent.Strategies;

/// <summary>Options that are held by a property of an options record.</summary>
internal interface IOptionGroup
{
    /// <summary>The options.</summary>
    OptionTable Table { get; }

    /// <summary>Where the property stands in its file.</summary>
    int Line { get; }
}
