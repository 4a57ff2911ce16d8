namespace Nascent.Packages.Tests;

/// <summary>A new folder outside of the repository, deleted with everything in it at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nascent-packages-");

    /// <summary>The full path of something in it.</summary>
    public string this[params string[] relative] => Path.Combine([_folder.FullName, .. relative]);

    public void Dispose() => _folder.Delete(recursive: true);
}
