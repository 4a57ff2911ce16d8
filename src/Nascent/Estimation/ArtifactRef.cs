using Nascent.Files;

namespace Nascent.Estimation;

/// <summary>A file that an estimate left behind.</summary>
/// <param name="Kind">What it is, such as <c>weights</c> or <c>curve</c>.</param>
/// <param name="Path">Where it is, relative to the run's folder: another path cannot be made, and so neither be read from a file.</param>
/// <param name="Sha256">Its checksum, lower-case hexadecimal.</param>
public sealed record ArtifactRef(string Kind, string Path, string Sha256)
{
    /// <summary>The kind of a file of trained weights.</summary>
    public const string Weights = "weights";

    /// <summary>The kind of a file with the whole state of a training that stopped before its horizon, from which it goes on as if it had not.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Where it is, relative to the run's folder.</summary>
    /// <exception cref="NascentException">The path is not relative, or leaves the folder.</exception>
    public string Path { get; init => field = Checked(value); } = Checked(Path);

    private static string Checked(string path) => FolderPath.IsInside(path) ? path
        : throw new NascentException($"Artifact: found the path '{(path is { Length: > 120 } ? path[..120] + "…" : path)}', expected one that is relative to the run's folder and stays inside of it.");
}
