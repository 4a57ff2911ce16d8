namespace Nascent.Jobs.Hosting;

/// <summary>A step that takes a while.</summary>
public interface IStep : IDisposable
{
    /// <summary>Says how much of it is done, in the range [0, 1].</summary>
    void Report(double share);
}
