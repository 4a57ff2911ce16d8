namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Searches on images as people have them.</summary>
public sealed class PicturesRunTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Images_that_are_too_small_are_told_in_terms_of_images()
    {
        MadeUpData.Images(_cli.PathOf("images"));
        var (code, _, error) = await _cli.RunAsync("search", "images", "--image-size", "4", "--trials", "1");
        code.ShouldBe(2);
        error.ShouldStartWith("nascent: images: found images of 4×4 (height × width), expected at least 8×8 for the networks of search space 'tiny-cnn'; pass --image-size 32 (at least 8), or choose another --space.");
        (await _cli.RunAsync("search", "images", "--fit", "zoom", "--trials", "1")).Error.ShouldContain("Unknown fit 'zoom': expected one of crop, letterbox, stretch");
        (await _cli.RunAsync("search", "images", "--background", "pink", "--trials", "1")).Error.ShouldContain("--background: found 'pink', expected white, black or a colour such as #c0ffee.");
    }

    [Fact]
    public async Task A_table_that_names_images_is_searched_and_the_file_predicts_images()
    {
        MadeUpData.Images(_cli.PathOf("images"));
        var files = Directory.EnumerateFiles(_cli.PathOf("images"), "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Directory.CreateDirectory(_cli.PathOf("tables"));
        await File.WriteAllLinesAsync(_cli.PathOf("tables/labels.csv"),
            files.Select((file, i) => $"{Path.GetRelativePath(_cli.PathOf("images"), file)},{Path.GetFileName(Path.GetDirectoryName(file))},{i * 0.5}").Prepend("file,kind,number"), TestContext.Current.CancellationToken);
        var (code, output, error) = await _cli.RunAsync("search", "tables/labels.csv", "--images", "images", "--label", "kind", "--fit", "letterbox", "--background", "black",
            "--trials", "1", "--epochs", "1", "--retrain-epochs", "1", "--retrain-seeds", "1", "--retrain-candidates", "1", "--workers", "1", "--run", "run");
        error.ShouldBe("");
        code.ShouldBe(0);
        output.ShouldContain("2 classes");
        output.ShouldContain("images are read from the paths of column 'file'; column 'number' is not used.");
        (await File.ReadAllTextAsync(_cli.PathOf("run/best.json"), TestContext.Current.CancellationToken)).ShouldContain("#000000");
        var predicted = await _cli.RunAsync("predict", "run/best.onnx", files[0]);
        predicted.Code.ShouldBe(0);
        predicted.Output.ShouldContain("bright");
    }
}
