namespace Nascent.Jobs.Hosting;

/// <summary>Where the program keeps what saves work in later runs: <c>$XDG_CACHE_HOME/nascent</c>, by default below <c>~/.cache</c>.</summary>
internal static class ProgramCache
{
    /// <summary>A folder in the cache.</summary>
    public static string Folder(JobHost host, string name)
    {
        var cache = host.Environment("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "nascent", name);
    }
}
