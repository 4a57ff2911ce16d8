using System.Collections.Immutable;

namespace Nascent.Fuzz.Targets;

/// <summary>All targets by name.</summary>
internal static class FuzzTargets
{
    private static readonly ImmutableArray<(string Name, Func<string, Task<FuzzTarget>> Create)> All =
    [
        ("csv", folder => Task.FromResult(TableTargets.Csv(folder))),
        ("json-lines", folder => Task.FromResult(TableTargets.JsonLines(folder))),
        ("parquet", TableTargets.ParquetAsync),
        ("rows", folder => Task.FromResult(TableTargets.Rows(folder))),
        ("gzip", folder => Task.FromResult(TableTargets.Gzip(folder))),
        ("bench-table", folder => Task.FromResult(TableTargets.Bench(folder))),
        ("npz", folder => Task.FromResult(ArrayTargets.Npz(folder))),
        ("npy", folder => Task.FromResult(ArrayTargets.Npy(folder))),
        ("idx", folder => Task.FromResult(ArrayTargets.Idx(folder))),
        ("cifar", folder => Task.FromResult(ArrayTargets.Cifar(folder))),
        ("tar", folder => Task.FromResult(ArrayTargets.Tar(folder))),
        ("png", folder => Task.FromResult(ImageTargets.Png(folder))),
        ("tiff", folder => Task.FromResult(ImageTargets.Tiff(folder))),
        ("gif", folder => Task.FromResult(ImageTargets.Gif(folder))),
        ("jpeg", folder => Task.FromResult(ImageTargets.Jpeg(folder))),
        ("bmp", folder => Task.FromResult(ImageTargets.Bmp(folder))),
        ("webp", folder => Task.FromResult(ImageTargets.WebP(folder))),
        ("space", _ => Task.FromResult(TextTargets.Space())),
        ("genotype", _ => Task.FromResult(TextTargets.Genotypes())),
        ("request", _ => Task.FromResult(TextTargets.Request())),
        ("predictor", folder => Task.FromResult(TextTargets.Predictor(folder))),
        ("spec", folder => Task.FromResult(RunTargets.Spec(folder))),
        ("journal", RunTargets.JournalAsync),
        ("events", RunTargets.EventsAsync),
        ("weights", folder => Task.FromResult(StoredTargets.Weights(folder))),
        ("prepared", folder => Task.FromResult(StoredTargets.Prepared(folder))),
        ("onnx", _ => Task.FromResult(ModelTargets.File())),
        ("backbone", _ => Task.FromResult(ModelTargets.Backbone())),
        ("onnx-card", _ => Task.FromResult(ModelTargets.Card())),
    ];

    public static ImmutableArray<string> Names { get; } = [.. All.Select(target => target.Name)];

    /// <summary>A target whose files lie in a folder of its own.</summary>
    public static Task<FuzzTarget> CreateAsync(string name, string folder) => All.Single(target => target.Name == name).Create(folder);
}
