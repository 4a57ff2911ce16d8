using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;

namespace Nascent.Fuzz.Targets;

/// <summary>What all targets of data do with an input: write its file, and load it.</summary>
internal static class Loading
{
    /// <summary>A target of one file of data.</summary>
    public static FuzzTarget Of(string folder, string name, params byte[][] corpus)
    {
        var path = Path.Combine(folder, name);
        return FuzzTarget.Of(corpus, (bytes, stream) =>
        {
            File.WriteAllBytes(path, bytes);
            Load(path, stream);
        });
    }

    public static void Load(string path, RandomStream stream) => DataLoader.Load(DataSource.Resolve(path), OptionsOf(stream), new Seed(1));

    // A good file loads with each of them.
    private static DataOptions OptionsOf(RandomStream stream) => stream.NextInt(3) switch
    {
        0 => DataOptions.Default,
        1 => new DataOptions { SkipBad = true },
        _ => new DataOptions { SkipBad = true, ValidationShare = 0.3, TestShare = 0.2 },
    };
}
