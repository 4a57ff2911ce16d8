namespace Nascent.Cli.Display;

/// <summary>What one worker does.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="JobId">Its job.</param>
/// <param name="Epoch">Passes over the data so far.</param>
/// <param name="Value">The validation value so far, in the first objective's metric.</param>
/// <param name="Note">What else it says of itself; null for nothing.</param>
internal sealed record Activity(string Worker, string JobId, double? Epoch, double? Value, string? Note = null);
