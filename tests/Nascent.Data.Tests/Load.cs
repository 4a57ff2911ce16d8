using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;

namespace Nascent.Data.Tests;

/// <summary>Loads what a path names.</summary>
internal static class Load
{
    public static LoadedData From(string path, DataOptions? options = null, int seed = 1) =>
        DataLoader.Load(DataSource.Resolve(path), options ?? DataOptions.Default, new Seed((ulong)seed));

    public static int[] Labels(this Samples samples) => ((SampleTargets.Labels)samples.Targets).Indices;

    public static double[] Numbers(this Samples samples) => ((SampleTargets.Numbers)samples.Targets).Values;

    public static SampleValues.Pixels Pixels(this Samples samples) => (SampleValues.Pixels)samples.Values;

    public static SampleValues.Columns Columns(this Samples samples) => (SampleValues.Columns)samples.Values;

    /// <summary>The message of the error that loading ends with, without the folder.</summary>
    public static string Error(TemporaryFolder folder, string name, DataOptions? options = null) =>
        Should.Throw<NascentException>(() => From(name.Length == 0 ? folder.Path : Path.Combine(folder.Path, name), options)).Message.Replace(folder.Path + "/", "").Replace(folder.Path, "FOLDER");
}
