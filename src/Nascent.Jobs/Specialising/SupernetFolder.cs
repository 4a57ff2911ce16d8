using System.Security.Cryptography;
using Nascent.Files;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Specialising;

/// <summary>The folder of a supernet.</summary>
internal sealed class SupernetFolder
{
    /// <summary>The folder below which supernets are made.</summary>
    public const string Supernets = "supernets";

    /// <summary>What its files are, for errors.</summary>
    public const string Noun = "what 'nascent train-supernet' wrote; train the supernet again";

    public SupernetFolder(string root) => Root = System.IO.Path.GetFullPath(root);

    /// <summary>The folder, absolute.</summary>
    public string Root { get; }

    /// <summary>The folder's name.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Root));

    /// <summary>Training and validation part.</summary>
    public string Data => Path("data.bin");

    /// <summary>The test part, which is opened when a network is handed over.</summary>
    public string Test => Path("test.bin");

    /// <summary>What the training was begun with.</summary>
    public string Plan => Path("plan.json");

    /// <summary>What an unfinished training goes on with.</summary>
    public string State => Path("training.state");

    /// <summary>The shared weights.</summary>
    public string Weights => Path("weights.safetensors");

    /// <summary>What is known of it; the last file that is written.</summary>
    public string Facts => Path("supernet.json");

    /// <summary>Whether a training was begun here.</summary>
    public bool IsBegun => File.Exists(Plan);

    /// <summary>Whether the supernet is ready.</summary>
    public bool IsReady => File.Exists(Facts);

    /// <summary>A file or folder inside.</summary>
    /// <exception cref="NascentException">The path leaves the folder, or leads over a link.</exception>
    public string Path(string relative) => FolderPath.Of(Root, relative);

    /// <summary>The ready supernet that a user names: by its folder, or by its name below <c>supernets/</c>.</summary>
    /// <exception cref="NascentException">There is none, or it is not ready.</exception>
    public static SupernetFolder Find(JobHost host, string text)
    {
        var all = host.PathOf(Supernets);
        foreach (var path in new[] { host.PathOf(text), System.IO.Path.Combine(all, text) })
            if (Directory.Exists(path) && new SupernetFolder(path) is { IsBegun: true } folder)
                return folder.IsReady ? folder : throw new NascentException($"{text}: found a supernet whose training is not finished, expected a ready one; give the 'nascent train-supernet' that began it once more.");
        if (Directory.Exists(host.PathOf(text)))
            throw new NascentException($"{text}: found a folder without plan.json, expected the folder of a supernet.");
        string[] known = Directory.Exists(all) ? [.. Directory.EnumerateDirectories(all).Select(path => new SupernetFolder(path)).Where(folder => folder.IsReady).Select(folder => folder.Name).Order(StringComparer.Ordinal)] : [];
        throw known.Length == 0
            ? new NascentException($"Unknown supernet '{text}': found no such folder, and no supernets below {host.Shorten(all)}. Train one with 'nascent train-supernet'.")
            : NascentException.UnknownName("supernet", text, known);
    }

    /// <summary>The checksum of the shared weights.</summary>
    public string WeightsChecksum()
    {
        using var stream = RegularFile.Open(Weights, "the weights of the supernet");
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
