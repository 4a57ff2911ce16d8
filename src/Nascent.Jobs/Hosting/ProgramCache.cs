namespace Nascent.Jobs.Hosting;

/// <summary>Where the program keeps what saves work in later runs: <c>$XDG_CACHE_HOME/nascent</c>, by default below <c>~/.cache</c>.</summary>
internal static class ProgramCache
{
    /// <summary>A folder in the cache.</summary>
    public static string Folder(JobHost host, string name) => Below(host, "XDG_CACHE_HOME", ".cache", name);

    /// <summary>A folder for what users named and want to find again: below <c>$XDG_DATA_HOME/nascent</c>, by default <c>~/.local/share/nascent</c>.</summary>
    public static string Kept(JobHost host, string name) => Below(host, "XDG_DATA_HOME", Path.Combine(".local", "share"), name);

    private static string Below(JobHost host, string variable, string usual, string name)
    {
        var root = host.Environment(variable);
        if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
            root = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), usual);
        return Path.Combine(root, "nascent", name);
    }
}
