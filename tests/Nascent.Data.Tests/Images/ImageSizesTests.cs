using Nascent.Data.Images;
using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class ImageSizesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_tiny_file_among_photos_of_all_sizes_decides_nothing()
    {
        WritePhotos();
        Write("a/favicon.png", 12, 12);
        var loaded = Load.From(_folder.Path);
        var pixels = loaded.Prepared.Train.Pixels();
        (pixels.Height, pixels.Width).ShouldBe((64, 64));
        loaded.Notes.ShouldContain($"{_folder.Path}: 1 of 81 images is far smaller or of quite another shape, such as a/favicon.png (12×12); look whether it belongs there.");
        loaded.Notes.ShouldContain(note => note.Contains("images of 81 sizes, the middle one about 8", StringComparison.Ordinal) && note.Contains("of 81 nearly have; they were scaled and cropped to", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20, 390)]
    [InlineData(2000, 8)]
    [InlineData(1, 1)]
    public void Nor_does_a_banner(int height, int width)
    {
        WritePhotos();
        var without = Load.From(_folder.Path).Prepared.Train.Pixels();
        Write("b/banner.png", height, width);
        var loaded = Load.From(_folder.Path);
        var with = loaded.Prepared.Train.Pixels();
        Math.Abs(with.Height - without.Height).ShouldBeLessThanOrEqualTo(1);
        Math.Abs(with.Width - without.Width).ShouldBeLessThanOrEqualTo(1);
        loaded.Notes.ShouldContain(note => note.Contains("b/banner.png", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 300, 10, 64, ImageFit.Stretch)]
    [InlineData(300, 10, 64, 10, ImageFit.Stretch)]
    [InlineData(30, 300, 16, 64, ImageFit.Letterbox)]
    [InlineData(4, 4, 8, 8, ImageFit.Crop)]
    [InlineData(1, 1, 8, 8, ImageFit.Crop)]
    [InlineData(6, 8, 8, 11, ImageFit.Crop)]
    [InlineData(100, 200, 32, 64, ImageFit.Crop)]
    [InlineData(28, 28, 28, 28, ImageFit.Crop)]
    public void Long_and_tiny_pictures_get_a_size_that_networks_can_take(int height, int width, int expectedHeight, int expectedWidth, ImageFit fit)
    {
        for (var i = 0; i < 4; i++)
            foreach (var name in new[] { "a", "b" })
                Write($"{name}/{i}.png", height, width);
        var loaded = Load.From(_folder.Path);
        var pixels = loaded.Prepared.Train.Pixels();
        (pixels.Height, pixels.Width).ShouldBe((expectedHeight, expectedWidth));
        ((Preprocessing.Image)loaded.Prepared.Preprocessing).Reading!.Fit.ShouldBe(fit);
    }

    [Fact]
    public void Pictures_lying_and_standing_are_set_between_bars_and_nothing_is_lost()
    {
        for (var i = 0; i < 6; i++)
        {
            Write($"a/{i}.png", 30, 80);
            Write($"b/{i}.png", 80, 30);
        }

        var loaded = Load.From(_folder.Path);
        ((Preprocessing.Image)loaded.Prepared.Preprocessing).Reading!.Fit.ShouldBe(ImageFit.Letterbox);
        loaded.Notes.ShouldContain(note => note.Contains("were scaled and set between bars in", StringComparison.Ordinal));
    }

    [Fact]
    public void The_fit_is_the_users_and_the_same_at_prediction()
    {
        for (var i = 0; i < 4; i++)
            foreach (var name in new[] { "a", "b" })
                Write($"{name}/{i}.png", 8, 16);
        foreach (var fit in Enum.GetValues<ImageFit>())
        {
            var loaded = Load.From(_folder.Path, new() { Fit = fit, ImageSize = 8, Background = "black" });
            var image = (Preprocessing.Image)loaded.Prepared.Preprocessing;
            image.Reading!.Fit.ShouldBe(fit);
            loaded.Prepared.Train.Pixels().Bytes.Chunk(192).ShouldContain(bytes => bytes.SequenceEqual(ImageFile.Read(_folder.File("a/0.png"), image)));
        }
    }

    [Fact]
    public void Bars_have_the_background_and_stretching_keeps_both_ends()
    {
        // Black on the left half, white on the right, twice as wide as high.
        var path = _folder.Write("a.png", SampleFiles.Image(SKEncodedImageFormat.Png, 16, 8, (_, x) => x < 8 ? SKColors.Black : SKColors.White));
        byte[] Read(ImageFit fit) => ImageFile.ReadBytes(path, new(1, 8, 8, fit, new(128, 128, 128)));
        var boxed = Read(ImageFit.Letterbox).Chunk(8).ToArray();
        (boxed[0][0], boxed[1][7], boxed[2][0], boxed[5][7], boxed[6][3]).ShouldBe(((byte)128, (byte)128, (byte)0, (byte)255, (byte)128));
        var stretched = Read(ImageFit.Stretch).Chunk(8).ToArray();
        (stretched[0][0], stretched[7][7]).ShouldBe(((byte)0, (byte)255));
        var wide = _folder.Write("b.png", PngSample.Wide(8, 16, 0, (_, x) => [(ushort)(x < 8 ? 0 : 65535)]));
        ImageFile.ReadWide(wide, new(1, 8, 8, ImageFit.Letterbox, new(128, 128, 128))).Chunk(8).Select(row => (row[0] >> 8, row[7] >> 8)).ToArray()[1..3].ShouldBe([(128, 128), (0, 255)]);
    }

    [Fact]
    public void A_line_of_a_picture_is_cropped_without_scaling_all_of_it()
    {
        var path = _folder.Write("a.png", SampleFiles.Image(SKEncodedImageFormat.Png, 60_000, 1, (_, x) => x is > 29_990 and < 30_010 ? SKColors.White : SKColors.Black));
        ImageFile.Read(path, 1, 64, 64).ShouldAllBe(pixel => pixel == 255);
    }

    private void WritePhotos()
    {
        for (var i = 1; i <= 80; i++)
            Write($"{(i % 2 == 0 ? "a" : "b")}/{i:00}.png", 64 + (i * 7 % 37), 64 + (i * 11 % 41));
    }

    private void Write(string name, int height, int width) =>
        _folder.Write(name, SampleFiles.Image(SKEncodedImageFormat.Png, width, height, (y, x) => new SKColor((byte)(y * 3), (byte)(x * 5), (byte)(name.Length + name[2]))));
}
