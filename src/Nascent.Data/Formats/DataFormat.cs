using System.Collections.Immutable;
using Nascent.Tasks;

namespace Nascent.Data.Formats;

/// <summary>One format of data: how its files and folders are known, and what reads them.</summary>
/// <remarks>One of your own is made by <see cref="OfTable"/> or <see cref="OfSamples"/>.</remarks>
public sealed class DataFormat
{
    internal DataFormat(string name, string help) => (Name, Help) = (name, help);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>One line that says how it is known and what is expected in it.</summary>
    public string Help { get; }

    /// <summary>One line that says how what it holds is understood.</summary>
    public string Meaning { get; internal init; } = "";

    /// <summary>The format as one file, or null.</summary>
    internal FileForm? File { get; init; }

    /// <summary>The format as a folder, or null.</summary>
    internal FolderForm? Folder { get; init; }

    /// <summary>A format whose files are tables: what they hold can be learned from, and rows of such a file be predicted.</summary>
    /// <param name="name">Its name, which no other format has.</param>
    /// <param name="help">One line that says how it is known and what is expected in it.</param>
    /// <param name="endings">How the names of its files end, such as <c>.jsonl</c>; at least one.</param>
    /// <param name="read">
    /// Reads the file of a path: columns of one length, the label among them, last where the user names none. It says what is wrong with a file by a <see cref="NascentException"/>.
    /// </param>
    /// <exception cref="NascentException">There is no ending, or one does not begin with a dot.</exception>
    public static DataFormat OfTable(string name, string help, ImmutableArray<string> endings, Func<string, IReadOnlyList<RawColumn>> read) =>
        new(name, help) { File = new TableForm(GuestFormat.NamesOf(name, endings), (path, _, _) => GuestFormat.TableOf(name, path, read(path))) };

    /// <summary>A format whose files are images of one size.</summary>
    /// <param name="name">Its name, which no other format has.</param>
    /// <param name="help">One line that says how it is known and what is expected in it.</param>
    /// <param name="endings">How the names of its files end, such as <c>.stack</c>; at least one.</param>
    /// <param name="read">
    /// Reads the file of a path: all samples, and the classes that their labels number, or a regression with any mean and deviation. It says what is wrong with a file by a
    /// <see cref="NascentException"/>.
    /// </param>
    /// <exception cref="NascentException">There is no ending, or one does not begin with a dot.</exception>
    public static DataFormat OfSamples(string name, string help, ImmutableArray<string> endings, Func<string, (LearningTask Task, Samples Samples)> read) =>
        new(name, help) { File = new FileForm(GuestFormat.NamesOf(name, endings), (path, _, _) => GuestFormat.SamplesOf(name, path, read(path))) };
}
