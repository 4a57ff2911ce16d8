using Nascent.Data.Images;
using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class TransparencyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "#ffffff", "white")]
    [InlineData(255, "#000000", "black")]
    [InlineData(90, "#ffffff", "white")]
    public void A_shape_that_is_in_opacity_alone_can_be_seen(byte ink, string background, string word)
    {
        WriteIcons(_ => ink);
        var loaded = Load.From(_folder.Path);
        var image = (Preprocessing.Image)loaded.Prepared.Preprocessing;
        image.Reading!.Background.ShouldBe(background);
        loaded.Notes.ShouldContain(note => note.Contains($"were laid on {word},", StringComparison.Ordinal));
        loaded.Prepared.Train.Pixels().Bytes.Distinct().Count().ShouldBe(2);
        var read = ImageFile.Read(_folder.File("left/0.png"), image);
        (read[0], read[9]).ShouldBe((ink, (byte)(background == "#ffffff" ? 255 : 0)));
    }

    [Fact]
    public void Where_some_icons_are_white_and_some_black_both_can_be_seen()
    {
        WriteIcons(i => (byte)(i % 2 == 0 ? 0 : 255));
        ((Preprocessing.Image)Load.From(_folder.Path).Prepared.Preprocessing).Reading!.Background.ShouldBe("#808080");
    }

    [Fact]
    public void A_background_is_chosen_by_the_user_and_half_opaque_is_half_of_it()
    {
        WriteIcons(_ => 0, opaque: 51);
        var loaded = Load.From(_folder.Path, new() { Background = "#ff8000" });
        var image = (Preprocessing.Image)loaded.Prepared.Preprocessing;
        image.Reading!.Background.ShouldBe("#ff8000");
        var read = ImageFile.Read(_folder.File("left/0.png"), image);
        (read[0], read[100], read[200]).ShouldBe(((byte)204, (byte)102, (byte)0));
        Should.Throw<NascentException>(() => Load.From(_folder.Path, new() { Background = "pink" })).Message.ShouldBe("--background: found 'pink', expected white, black or a colour such as #c0ffee.");
    }

    [Fact]
    public void Opaque_files_with_room_for_transparency_say_nothing()
    {
        WriteIcons(i => (byte)(i * 9), opaque: 255, outside: 255);
        Load.From(_folder.Path).Notes.ShouldNotContain(note => note.Contains("transparent", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_of_16_bits_are_laid_on_the_background_too()
    {
        var path = _folder.Write("a.png", PngSample.Wide(4, 4, 4, (_, x) => [0, (ushort)(x * 21845)]));
        ImageFile.ReadBytes(path, new(1, 4, 4, ImageFit.Crop, new(255, 255, 255)))[..4].ShouldBe(new byte[] { 255, 170, 85, 0 });
        ImageFile.ReadWide(path, new(1, 4, 4, ImageFit.Crop, new(255, 255, 255)))[..4].ShouldBe(new ushort[] { 65535, 43690, 21845, 0 });
        var keyed = _folder.Write("b.png", PngSample.Wide(4, 4, 0, (_, x) => [(ushort)(x == 1 ? 500 : 900)], chunks: ("tRNS", [500 >> 8, 500 & 255])));
        ImageFile.ReadWide(keyed, new(1, 4, 4, ImageFit.Crop, new(255, 255, 255)))[..4].ShouldBe(new ushort[] { 900, 65535, 900, 900 });
    }

    [Fact]
    public void A_model_of_before_reads_files_as_before()
    {
        WriteIcons(_ => 70);
        ImageFile.Read(_folder.File("left/0.png"), new Preprocessing.Image(1, 10, 10, [0.5], [0.5])).ShouldBe(ImageFile.Read(_folder.File("left/0.png"), 1, 10, 10));
    }

    private void WriteIcons(Func<int, byte> ink, byte opaque = 255, byte outside = 0)
    {
        for (var i = 0; i < 10; i++)
        {
            foreach (var left in new[] { true, false })
            {
                using var bitmap = new SKBitmap(new SKImageInfo(10, 10, SKColorType.Rgba8888, SKAlphaType.Unpremul));
                for (var y = 0; y < 10; y++)
                    for (var x = 0; x < 10; x++)
                        bitmap.SetPixel(x, y, new(ink(i), ink(i), ink(i), left == x < 5 ? opaque : outside));
                using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                _folder.Write($"{(left ? "left" : "right")}/{i}.png", data.ToArray());
            }
        }
    }
}
