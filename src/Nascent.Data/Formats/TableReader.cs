using Nascent.Data.Reading;
using Nascent.Data.Tables;

namespace Nascent.Data.Formats;

/// <summary>Reads a file of rows, label not yet chosen.</summary>
/// <param name="path">Where it is.</param>
/// <param name="header">Whether the names of the columns come first, or null to find out; a format that always has names ignores it.</param>
/// <param name="log">What notes and bad input go to.</param>
/// <exception cref="NascentException">The file is missing, damaged or of another format.</exception>
internal delegate RawTable TableReader(string path, bool? header, LoadingLog log);
