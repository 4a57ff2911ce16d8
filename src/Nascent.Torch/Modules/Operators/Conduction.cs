namespace Nascent.Torch.Modules.Operators;

/// <summary>What an operator does to a positive signal, as scores of untrained networks follow one.</summary>
internal enum Conduction
{
    /// <summary>Maps it linearly by a kernel or matrix, and perhaps adds a bias.</summary>
    Layer,

    /// <summary>Maps all its inputs linearly, by no weights.</summary>
    Linear,

    /// <summary>Passes its first input on unchanged, or nearly.</summary>
    Passes,

    /// <summary>Gives 1, whatever arrives.</summary>
    Opens,

    /// <summary>Gives the largest of several values.</summary>
    Largest,
}
