namespace Nascent.Estimation;

/// <summary>An architecture could not be estimated: the trial fails with this reason, the run goes on.</summary>
/// <param name="reason">A word for tables, such as <c>nan</c> or <c>diverged</c>.</param>
/// <param name="message">What happened.</param>
public sealed class EstimationFailedException(string reason, string message) : Exception(message)
{
    /// <summary>A word for tables, such as <c>nan</c> or <c>diverged</c>.</summary>
    public string Reason { get; } = reason;
}
