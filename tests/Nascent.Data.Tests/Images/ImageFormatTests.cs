using Nascent.Data.Images;
using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class ImageFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Pictures_are_turned_as_the_camera_noted(int orientation)
    {
        // Upright it is dark at the top, but for a white corner at the top left; each file is stored as its orientation says.
        const int height = 16, width = 24;
        static byte Upright(int y, int x) => (byte)(y < 8 && x < 8 ? 255 : y < 8 ? 0 : 120);
        (int Y, int X) Seen(int row, int column, int rows, int columns) => orientation switch
        {
            1 => (row, column),
            2 => (row, columns - 1 - column),
            3 => (rows - 1 - row, columns - 1 - column),
            4 => (rows - 1 - row, column),
            5 => (column, row),
            6 => (column, rows - 1 - row),
            7 => (columns - 1 - column, rows - 1 - row),
            _ => (columns - 1 - column, row),
        };
        var (rows, columns) = orientation < 5 ? (height, width) : (width, height);
        SKColor Stored(int row, int column)
        {
            var (y, x) = Seen(row, column, rows, columns);
            return new(Upright(y, x), Upright(y, x), Upright(y, x));
        }

        var jpeg = SampleFiles.Image(SKEncodedImageFormat.Jpeg, columns, rows, Stored);
        var png = SampleFiles.Image(SKEncodedImageFormat.Png, columns, rows, Stored);
        var tiff = new TiffSample(rows, columns) { Orientation = orientation }.Bytes((y, x, _) => Stored(y, x).Red);
        var wide = PngSample.Wide(rows, columns, 0, (y, x) => [(ushort)(Stored(y, x).Red * 257)], chunks: ("eXIf", PngSample.Exif(orientation, little: true)));
        byte[] exif = [.. "Exif\0\0"u8, .. PngSample.Exif(orientation)];
        foreach (var (name, bytes) in new[]
        {
            ("a.jpg", (byte[])[.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]]), ("a.png", PngSample.Turned(png, orientation)), ("a.tif", tiff), ("wide.png", wide), ("a.webp", WithExif(SampleFiles.Image(SKEncodedImageFormat.Webp, columns, rows, Stored), columns, rows, PngSample.Exif(orientation))),
        })
        {
            var path = _folder.Write(name, bytes);
            (ImageFile.Probe(path).Height, ImageFile.Probe(path).Width).ShouldBe((height, width));
            var read = ImageFile.Read(path, 1, height, width);
            for (var i = 0; i < read.Length; i++)
                ((int)read[i]).ShouldBeInRange(Upright(i / width, i % width) - 12, Upright(i / width, i % width) + 12, $"{name} at {i / width}, {i % width}");
        }
    }

    /// <summary>A WebP file of one picture in the extended form, with a block of EXIF behind it.</summary>
    private static byte[] WithExif(byte[] webp, int width, int height, byte[] exif)
    {
        byte[] Number(int value, int bytes) => [.. BitConverter.GetBytes(value).Take(bytes)];
        byte[] padded = exif.Length % 2 == 0 ? exif : [.. exif, 0];
        byte[] chunks = [.. "WEBPVP8X"u8, .. Number(10, 4), 0x08, 0, 0, 0, .. Number(width - 1, 3), .. Number(height - 1, 3), .. webp[12..], .. "EXIF"u8, .. Number(exif.Length, 4), .. padded];
        return [.. "RIFF"u8, .. Number(chunks.Length, 4), .. chunks];
    }

    [Theory]
    [InlineData(1, 8, 1, 1, false, false, false)]
    [InlineData(1, 8, 2, 3, false, false, false)]
    [InlineData(1, 16, 1, 1, false, false, false)]
    [InlineData(1, 16, 2, 3, false, false, true)]
    [InlineData(1, 1, 1, 1, false, false, false)]
    [InlineData(1, 4, 0, 1, false, false, true)]
    [InlineData(1, 2, 0, 1, false, true, true)]
    [InlineData(5, 8, 2, 3, false, false, false)]
    [InlineData(5, 8, 2, 3, true, false, true)]
    [InlineData(5, 16, 1, 1, true, true, false)]
    [InlineData(8, 8, 2, 3, true, true, false)]
    [InlineData(8, 16, 2, 3, false, true, true)]
    [InlineData(32773, 8, 1, 1, false, true, false)]
    [InlineData(32773, 1, 0, 1, false, false, false)]
    public void TIFF_is_read_in_every_packing(int compression, int depth, int colour, int perPixel, bool differences, bool tiled, bool big)
    {
        var most = (1 << depth) - 1;
        int Value(int y, int x, int i) => ((y * 37) + (x * x * 11) + (i * 90)) & most;
        foreach (var planar in perPixel > 1 ? [false, true] : new[] { false })
        {
            var path = _folder.Write("a.tif", new TiffSample(53, 61)
            {
                Compression = compression,
                Depth = depth,
                Colour = colour,
                PerPixel = perPixel,
                Differences = differences,
                Tiled = tiled,
                Block = tiled ? 16 : 20,
                Little = !big,
                Planar = planar,
            }.Bytes(Value));
            var read = ImageFile.Read(path, perPixel, 53, 61);
            for (var i = 0; i < read.Length; i++)
            {
                var value = Value(i / 61 % 53, i % 61, i / (53 * 61));
                ((double)read[i]).ShouldBe(255.0 * (colour == 0 ? most - value : value) / most, 1.0);
            }
        }
    }

    [Fact]
    public void TIFF_with_a_palette_or_with_opacity_is_read()
    {
        ushort[] palette = [.. Enumerable.Range(0, 16).Select(i => (ushort)(i * 4369)), .. Enumerable.Repeat((ushort)0, 16), .. Enumerable.Repeat(ushort.MaxValue, 16)];
        var path = _folder.Write("a.tif", new TiffSample(4, 16) { Depth = 4, Colour = 3, Palette = palette }.Bytes((_, x, _) => x));
        ImageFile.Read(path, 3, 4, 16)[..16].ShouldBe(Enumerable.Range(0, 16).Select(i => (byte)(i * 17)));
        var veil = _folder.Write("b.tif", new TiffSample(4, 4) { Colour = 1, PerPixel = 2, Opacity = true }.Bytes((_, x, i) => i == 0 ? 0 : x * 85));
        ImageFile.ReadBytes(veil, new(1, 4, 4, ImageFit.Crop, new(255, 255, 255)))[..4].ShouldBe(new byte[] { 255, 170, 85, 0 });
    }

    [Fact]
    public void TIFF_of_a_kind_that_is_not_read_says_which_and_what_to_do()
    {
        var path = _folder.Write("a.tif", new TiffSample(4, 4) { Compression = 7 }.Bytes((_, _, _) => 0));
        Should.Throw<NascentException>(() => ImageFile.Read(path, 1, 4, 4)).Message
            .ShouldEndWith("a.tif: found a TIFF file with JPEG inside TIFF, which is not read; expected PNG, JPEG, GIF, TIFF, BMP or WebP: save it as PNG or as plain TIFF.");
    }

    [Fact]
    public void Any_cut_of_a_TIFF_file_is_an_error_that_names_the_file()
    {
        var whole = new TiffSample(20, 20) { Compression = 5 }.Bytes((y, x, _) => (y * x * 7) & 255);
        for (var length = 8; length < whole.Length - 2; length += 7)
            Should.Throw<NascentException>(() => ImageFile.Read(_folder.Write("a.tif", whole[..length]), 1, 20, 20)).Message.ShouldContain("a.tif: ");
    }

    [Fact]
    public void A_TIFF_file_that_asks_for_a_dictionary_is_damaged()
    {
        var file = new TiffSample(20, 20) { Compression = 8 }.Bytes((y, x, _) => (y * x * 7) & 255);
        file[8].ShouldBe((byte)0x78); // where the first block's zlib header begins
        file[9] = 0x20; // a dictionary that both sides know, with a sum that fits
        Should.Throw<NascentException>(() => ImageFile.Read(_folder.Write("a.tif", file), 1, 20, 20)).Message.ShouldContain("a.tif: ");
    }

    [Theory]
    [InlineData("a.gif")]
    [InlineData("a.GIF")]
    public void The_first_picture_of_a_GIF_is_read(string name)
    {
        // Two pictures of one pixel: red, then blue.
        byte[] gif =
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
            0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 1, 0, 0x3B,
        ];
        ImageFile.IsNamedSo(name).ShouldBeTrue();
        ImageFile.Read(_folder.Write(name, gif), 3, 1, 1).ShouldBe(new byte[] { 255, 0, 0 });
    }

    [Theory]
    [InlineData("a.jfif")]
    [InlineData("a.jpe")]
    [InlineData("a.tif")]
    [InlineData("a.tiff")]
    [InlineData("a.ico")]
    public void Files_of_other_endings_are_images_too(string name) => ImageFile.IsNamedSo(name).ShouldBeTrue();
}
