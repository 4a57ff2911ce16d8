using Nascent.Data.Images;
using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly SKColor Teal = new(10, 120, 200);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("png", 0)]
    [InlineData("bmp", 0)]
    [InlineData("jpg", 3)]
    [InlineData("webp", 3)]
    public void Every_format_gives_the_colour_that_was_saved(string ending, int tolerance)
    {
        var bytes = ending switch
        {
            "png" => SampleFiles.Png(6, 4, Teal),
            "bmp" => SampleFiles.Bmp(6, 4, Teal),
            "jpg" => SampleFiles.Image(SKEncodedImageFormat.Jpeg, 6, 4, (_, _) => Teal),
            _ => SampleFiles.Image(SKEncodedImageFormat.Webp, 6, 4, (_, _) => Teal),
        };
        var read = ImageFile.Read(_folder.Write("a." + ending, bytes), 3, 4, 6);
        read.Length.ShouldBe(72);
        foreach (var (plane, value) in new[] { (0, 10), (1, 120), (2, 200) })
            read[(plane * 24)..((plane + 1) * 24)].ShouldAllBe(pixel => Math.Abs(pixel - value) <= tolerance);
    }

    [Fact]
    public void A_file_that_is_no_image_says_so() =>
        Should.Throw<NascentException>(() => ImageFile.Read(_folder.Write("a.png", "text"), 3, 4, 6)).Message.ShouldEndWith("a.png: found a file that is no image or a damaged one, expected PNG, JPEG, GIF, TIFF, BMP or WebP.");

    [Fact]
    public void Grey_is_the_luminance_of_colour() =>
        ImageFile.Read(_folder.Write("a.png", SampleFiles.Png(2, 2, Teal)), 1, 2, 2).ShouldAllBe(pixel => pixel == 96);   // 0.299·10 + 0.587·120 + 0.114·200 = 96.2

    [Fact]
    public void A_wide_image_is_cropped_around_its_centre()
    {
        // Three columns of black, two of white, three of black: at half the height the white stays in the middle.
        var path = _folder.Write("a.png", SampleFiles.Image(SKEncodedImageFormat.Png, 8, 2, (_, x) => x is 3 or 4 ? SKColors.White : SKColors.Black));
        ImageFile.Read(path, 1, 2, 2).ShouldBe(new byte[] { 255, 255, 255, 255 });
        ImageFile.Read(path, 1, 2, 4).ShouldBe(new byte[] { 0, 255, 255, 0, 0, 255, 255, 0 });
    }

    [Fact]
    public void A_larger_image_is_averaged_down()
    {
        var path = _folder.Write("a.png", SampleFiles.Image(SKEncodedImageFormat.Png, 64, 64, (y, x) => (x + y) % 2 == 0 ? SKColors.White : SKColors.Black));
        ImageFile.Read(path, 1, 8, 8).ShouldAllBe(pixel => pixel >= 118 && pixel <= 138);
    }

    [Fact]
    public void Classes_are_the_names_of_the_folders_and_the_split_is_stratified()
    {
        WriteClass("dog", 20, 10, 8);
        WriteClass("cat", 40, 10, 8);
        var loaded = Load.From(_folder.Path);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["cat", "dog"]);
        loaded.Prepared.Train.Labels().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe([32, 16]);
        loaded.Prepared.Validation.Labels().CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).ShouldBe([4, 2]);
        (loaded.Prepared.Train.Pixels().Height, loaded.Prepared.Train.Pixels().Width, loaded.Prepared.Train.Pixels().Channels).ShouldBe((8, 10, 3));
    }

    [Theory]
    [InlineData("train", "val", "test")]
    [InlineData("train", "valid", "test")]
    [InlineData("training", "validation", "testing")]
    public void Folders_for_the_parts_are_taken_as_given(string train, string validation, string test)
    {
        foreach (var (part, count) in new[] { (train, 7), (validation, 3), (test, 2) })
            foreach (var name in new[] { "cat", "dog" })
                WriteClass($"{part}/{name}", count, 8, 8);
        var loaded = Load.From(_folder.Path, new() { Split = SplitRule.Parse("given") });
        (loaded.Prepared.Train.Count, loaded.Prepared.Validation.Count, loaded.Test.Samples.Count).ShouldBe((14, 6, 4));
    }

    [Fact]
    public void The_most_common_size_is_used_and_said()
    {
        WriteClass("cat", 12, 8, 8);
        WriteClass("dog", 9, 16, 12);
        var loaded = Load.From(_folder.Path);
        loaded.Prepared.Train.Pixels().Height.ShouldBe(8);
        loaded.Notes.ShouldContain($"{_folder.Path}: 12 of 21 images are 8×8 (height × width), the others have 1 other size; they were scaled and cropped to 8×8; --image-size chooses another size, --fit another way.");
        Load.From(_folder.Path, new() { ImageSize = 16 }).Prepared.Train.Pixels().Width.ShouldBe(16);
    }

    [Fact]
    public void Large_images_are_scaled_to_at_most_64_pixels()
    {
        WriteClass("cat", 3, 200, 100);
        WriteClass("dog", 3, 200, 100);
        var pixels = Load.From(_folder.Path).Prepared.Train.Pixels();
        (pixels.Height, pixels.Width).ShouldBe((32, 64));
    }

    [Fact]
    public void Images_that_are_all_grey_are_read_with_one_channel_and_mixed_ones_with_three()
    {
        for (var i = 0; i < 6; i++)
            foreach (var name in new[] { "cat", "dog" })
                _folder.Write($"{name}/{i}.png", SampleFiles.Image(SKEncodedImageFormat.Png, 5, 5, (_, _) => new SKColor((byte)(i * 9), (byte)(i * 9), (byte)(i * 9)), SKColorType.Gray8));
        Load.From(_folder.Path).Prepared.Train.Pixels().Channels.ShouldBe(1);
        _folder.Write("cat/colour.png", SampleFiles.Png(5, 5, Teal));
        var mixed = Load.From(_folder.Path);
        mixed.Prepared.Train.Pixels().Channels.ShouldBe(3);
        mixed.Notes.ShouldContain($"{_folder.Path}: 12 of 13 images are grey and were read as colour.");
    }

    [Fact]
    public void Equal_images_in_training_and_test_are_reported()
    {
        foreach (var part in new[] { "train", "val", "test" })
            foreach (var name in new[] { "cat", "dog" })
                _folder.Write($"{part}/{name}/same.png", SampleFiles.Png(4, 4, Teal));
        Load.From(_folder.Path).Notes.ShouldContain("2 of 2 test samples have the same input as a training sample; scores on them may flatter.");
    }

    private void WriteClass(string name, int count, int width, int height)
    {
        for (var i = 0; i < count; i++)
            _folder.Write($"{name}/{i:00}.png", SampleFiles.Png(width, height, new SKColor((byte)i, (byte)name.Length, (byte)name[^1])));
    }
}
