namespace Nascent.Architectures.Operators;

/// <summary>When an operator gives nothing but zeros.</summary>
public enum ZeroRule
{
    /// <summary>It may always give something else, such as a bias.</summary>
    Never,

    /// <summary>Where all its inputs are zeros.</summary>
    WhereAllInputsAre,

    /// <summary>Where one of its inputs is zeros.</summary>
    WhereAnyInputIs,

    /// <summary>Whatever it reads.</summary>
    Always,
}
