namespace Nascent.Jobs.Hosting;

/// <summary>A run came to an end without a result: not the user's mistake, so the program ends with exit code 1.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="cause">What was thrown, where there is something.</param>
public sealed class RunFailedException(string message, Exception? cause = null) : Exception(message, cause);
