using Nascent.Data.Reading;

namespace Nascent.Data.Images.Folders;

/// <summary>A file of a folder of images.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Class">The name of its class.</param>
/// <param name="Part">The part that the folders assign it to.</param>
internal sealed record LabelledFile(string Path, string Class, DataPart Part);
