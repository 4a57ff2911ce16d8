using Nascent.Data.Loading;

namespace Nascent.Data.Sources;

/// <summary>Finds out what a source holds and reads it.</summary>
internal static class SourceReader
{
    public static RawDataSet Read(DataSource source, DataOptions options, LoadingLog log) => source switch
    {
        DataSource.BuiltIn builtIn => builtIn.Entry.Read(),
        _ => throw new NotSupportedException(source.GetType().Name),
    };
}
