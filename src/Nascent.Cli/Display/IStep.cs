namespace Nascent.Cli.Display;

/// <summary>A step that takes a while.</summary>
internal interface IStep : IDisposable
{
    /// <summary>Says how much of it is done, in the range [0, 1].</summary>
    void Report(double share);
}
