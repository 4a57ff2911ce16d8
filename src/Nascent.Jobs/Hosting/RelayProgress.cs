namespace Nascent.Jobs.Hosting;

/// <summary>Hands reports on at once, on the thread that reports.</summary>
/// <param name="receive">Gets each report.</param>
public sealed class RelayProgress<T>(Action<T> receive) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => receive(value);
}
