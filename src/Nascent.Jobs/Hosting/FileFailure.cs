namespace Nascent.Jobs.Hosting;

/// <summary>Says what a file that cannot be read or written means for the user.</summary>
public static class FileFailure
{
    /// <summary>What the system says, and what to do.</summary>
    public static string Explain(Exception failure)
    {
        var found = failure.Message.ReplaceLineEndings(" ").Replace(" : '", ": '", StringComparison.Ordinal).Trim().TrimEnd('.');
        return $"{found}. Check that the folder is there, that it may be written, and that the disk has space.";
    }
}
