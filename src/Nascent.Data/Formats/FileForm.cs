using Nascent.Data.Reading;

namespace Nascent.Data.Formats;

/// <summary>A format as one file: how it is named, and what reads it.</summary>
internal record FileForm(FileNames Names, DataReader Read);
