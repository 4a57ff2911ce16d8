using System.Security.Cryptography;

namespace Nascent.Estimation;

/// <summary>A file that an estimate left behind.</summary>
/// <param name="Kind">What it is, such as <c>weights</c> or <c>curve</c>.</param>
/// <param name="Path">Where it is, relative to the run's folder.</param>
/// <param name="Sha256">Its checksum, lower-case hexadecimal.</param>
public sealed record ArtifactRef(string Kind, string Path, string Sha256)
{
    /// <summary>The kind of a file of trained weights.</summary>
    public const string Weights = "weights";

    /// <summary>The kind of a file with the whole state of a training that stopped before its horizon, from which it goes on as if it had not.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A file that was just written.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="path">Where it is, inside of that folder.</param>
    public static ArtifactRef Of(string kind, string folder, string path)
    {
        using var file = File.OpenRead(path);
        return new(kind, System.IO.Path.GetRelativePath(folder, path), Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
