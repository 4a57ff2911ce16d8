using Nascent.Data.Reading;

namespace Nascent.Data.Formats;

/// <summary>Reads a file or a folder.</summary>
/// <param name="path">Where it is.</param>
/// <param name="options">How it is read.</param>
/// <param name="log">What notes and bad input go to.</param>
/// <exception cref="NascentException">The data is missing, damaged or of another format.</exception>
internal delegate RawDataSet DataReader(string path, DataOptions options, LoadingLog log);
