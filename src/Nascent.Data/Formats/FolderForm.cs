namespace Nascent.Data.Formats;

/// <summary>A format as a folder.</summary>
/// <param name="Holds">What errors say that such a folder holds, or null where they say nothing of it.</param>
/// <param name="IsIn">Whether a folder that exists is one.</param>
/// <param name="Read">What reads it.</param>
internal sealed record FolderForm(string? Holds, Func<string, bool> IsIn, DataReader Read);
