namespace Nascent.Data.Formats;

/// <summary>One format of data: how its files and folders are known, and what reads them.</summary>
public sealed class DataFormat
{
    internal DataFormat(string name, string help) => (Name, Help) = (name, help);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>One line that says how it is known and what is expected in it.</summary>
    public string Help { get; }

    /// <summary>The format as one file, or null.</summary>
    internal FileForm? File { get; init; }

    /// <summary>The format as a folder, or null.</summary>
    internal FolderForm? Folder { get; init; }
}
