namespace Nascent.Data;

/// <summary>Whether classes or numbers are predicted.</summary>
public enum TaskKind
{
    /// <summary>One of several classes.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}
