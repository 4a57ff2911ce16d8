namespace Nascent.Jobs.Hosting;

/// <summary>A job that nobody watches.</summary>
internal sealed class UnseenProgress : IJobProgress, IWorkProgress
{
    public static readonly UnseenProgress Instance = new();

    void IWorkProgress.Begin(string what)
    {
    }

    public void Add(double amount)
    {
    }
}
