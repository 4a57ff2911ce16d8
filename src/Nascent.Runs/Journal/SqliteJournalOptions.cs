namespace Nascent.Runs.Journal;

/// <summary>How a journal file is kept.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The size in bytes beyond which an append fails as on a full disk; null for no limit.</summary>
    public long? MaximumBytes { get; init; }
}
