using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Nascent.Data.Sources;

/// <summary>A folder of fetched files. What is there with the right checksum is not fetched again.</summary>
/// <param name="folder">The folder, made when first needed.</param>
/// <param name="handler">How files are fetched.</param>
internal sealed class DownloadCache(string folder, HttpMessageHandler handler)
{
    /// <summary>The user's: <c>$XDG_CACHE_HOME/nascent</c>, or <c>~/.cache/nascent</c>.</summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? Path.Combine(cache, "nascent")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "nascent");

    /// <summary>Makes sure that the files of a data set are there.</summary>
    /// <param name="name">The data set, and the sub-folder that its files lie in.</param>
    /// <param name="files">The files.</param>
    /// <param name="otherWay">What else the user can do, for the error; without a full stop.</param>
    /// <returns>The folder that holds them.</returns>
    /// <exception cref="NascentException">A file could not be fetched, or came with another checksum.</exception>
    public string Fetch(string name, ImmutableArray<DownloadFile> files, string otherWay)
    {
        var target = Path.Combine(folder, name);
        using var client = new HttpClient(handler, disposeHandler: false) { Timeout = TimeSpan.FromMinutes(30) };
        foreach (var file in files)
            Fetch(client, name, file, target, otherWay);
        return target;
    }

    private static void Fetch(HttpClient client, string name, DownloadFile file, string target, string otherWay)
    {
        var path = Path.Combine(target, file.Name);
        if (File.Exists(path) && Md5Of(path) == file.Md5)
            return;
        var reasons = new List<string>();
        foreach (var url in file.Urls)
        {
            try
            {
                Directory.CreateDirectory(target);
                var beside = path + ".part";
                Download(client, url, beside);
                if (Md5Of(beside) is var found && found == file.Md5)
                {
                    File.Move(beside, path, overwrite: true);
                    return;
                }

                File.Delete(beside);
                reasons.Add($"{url} gave a file with MD5 {found}, expected {file.Md5}");
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                reasons.Add($"{url}: {failure.Message}");
            }
        }

        throw new NascentException($"Data '{name}': '{file.Name}' is not in {target} and could not be downloaded ({string.Join("; ", reasons)}). Connect to the network, put the file there yourself, or {otherWay}.");
    }

    private static void Download(HttpClient client, Uri url, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var body = response.Content.ReadAsStream();
        using var file = File.Create(path);
        body.CopyTo(file);
    }

    // The publishers give MD5; it guards against accidents here, not against attackers.
#pragma warning disable CA5351
    private static string Md5Of(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(file));
    }
#pragma warning restore CA5351
}
