namespace Nascent.Jobs.Hosting;

/// <summary>A step that nobody watches.</summary>
internal sealed class UnseenStep : IStep
{
    public static readonly UnseenStep Instance = new();

    public void Report(double share)
    {
    }

    public void Dispose()
    {
    }
}
