using System.Text;
using Nascent.Files;

namespace Nascent.Jobs.Targets.Remote;

/// <summary>The secret that an agent and its users share, as the text of a file.</summary>
internal static class SecretFile
{
    private const int Most = 4096;

    /// <summary>Reads it, without white space around it.</summary>
    /// <exception cref="NascentException">There is no such file, or its text is too short.</exception>
    public static byte[] Read(string path)
    {
        RegularFile.Require(path, "a file with a secret", Most);
        var secret = Encoding.UTF8.GetBytes(File.ReadAllText(path).Trim());
        return secret.Length >= SealedChannel.LeastSecret ? secret
            : throw new NascentException($"{path}: found a secret of {secret.Length} bytes, expected at least {SealedChannel.LeastSecret}, such as the output of 'openssl rand -hex 32'.");
    }
}
