using Nascent.Data.Images;
using Nascent.Tasks;

namespace Nascent.Data.Tests.Images;

public sealed class WideImageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    [InlineData(4, true)]
    public void All_16_bits_are_read_whatever_the_filter_and_the_passes(int filter, bool interlaced)
    {
        ushort At(int y, int x, int i) => (ushort)((y * 4099) + (x * 257 * 3) + (i * 7919));
        foreach (var (colour, count) in new[] { (0, 1), (2, 3), (4, 2), (6, 4) })
        {
            var path = _folder.Write("a.png", PngSample.Wide(11, 13, colour, (y, x) => [.. Enumerable.Range(0, count).Select(i => i == count - 1 && count % 2 == 0 ? ushort.MaxValue : At(y, x, i))], filter, interlaced));
            var channels = colour is 0 or 4 ? 1 : 3;
            var read = ImageFile.ReadWide(path, new(channels, 11, 13, ImageFit.Crop, null));
            for (var channel = 0; channel < channels; channel++)
                for (var y = 0; y < 11; y++)
                    for (var x = 0; x < 13; x++)
                        read[(((channel * 11) + y) * 13) + x].ShouldBe(At(y, x, channel));
        }
    }

    [Theory]
    [InlineData(0, 250)]
    [InlineData(0, 4095)]
    [InlineData(0, 65535)]
    [InlineData(60000, 60250)]
    public void The_range_in_use_becomes_the_full_range_in_search_and_in_prediction(int low, int high)
    {
        WriteTwoClasses((y, x, i) => low + ((high - low) * ((y * 8) + ((x + i) % 8)) / 63));
        var loaded = Load.From(_folder.Path);
        var image = loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Image>();
        image.Reading!.Range.ShouldBe(new PixelRange(low, high));
        loaded.Notes.ShouldContain($"{_folder.Path}: the images have 16 bits; the values {low:N0} to {high:N0}, which those of the training set use, were spread over 0 to 255.");
        var pixels = loaded.Prepared.Train.Pixels();
        (pixels.Bytes.Min(), pixels.Bytes.Max(), pixels.Bytes.Distinct().Count()).ShouldBe(((byte)0, (byte)255, 64));
        pixels.Bytes.Chunk(64).ShouldContain(bytes => bytes.SequenceEqual(ImageFile.Read(_folder.File("a/0.png"), image)));
    }

    [Fact]
    public void A_hot_pixel_in_every_picture_does_not_decide_the_range()
    {
        WriteTwoClasses((y, x, i) => y == 3 && x == i % 8 ? 65535 : (y * 8) + x, side: 16);
        var range = ((Preprocessing.Image)Load.From(_folder.Path).Prepared.Preprocessing).Reading!.Range!;
        range.High.ShouldBeInRange(120, 1300);
    }

    [Fact]
    public void Test_images_do_not_decide_the_range()
    {
        foreach (var (part, scale) in new[] { ("train", 1), ("test", 200) })
            foreach (var name in new[] { "a", "b" })
                for (var i = 0; i < 6; i++)
                    _folder.Write($"{part}/{name}/{i}.png", PngSample.Wide(8, 8, 0, (y, x) => [(ushort)(scale * ((y * 8) + ((x + i) % 8)))]));
        ((Preprocessing.Image)Load.From(_folder.Path).Prepared.Preprocessing).Reading!.Range.ShouldBe(new PixelRange(0, 63));
    }

    [Fact]
    public void Larger_16_bit_pictures_are_averaged_and_smaller_ones_interpolated()
    {
        var path = _folder.Write("a.png", PngSample.Wide(64, 64, 0, (y, x) => [(ushort)((x + y) % 2 == 0 ? 200 : 100)]));
        ImageFile.ReadWide(path, new(1, 8, 8, ImageFit.Crop, null)).ShouldAllBe(value => value >= 145 && value <= 155);
        var ramp = _folder.Write("b.png", PngSample.Wide(2, 2, 0, (_, x) => [(ushort)(x * 1000)]));
        ImageFile.ReadWide(ramp, new(1, 2, 4, ImageFit.Stretch, null)).ShouldBe(new ushort[] { 0, 250, 750, 1000, 0, 250, 750, 1000 });
    }

    [Fact]
    public void Files_of_8_bits_beside_those_of_16_are_said_and_keep_white_white()
    {
        for (var i = 0; i < 6; i++)
        {
            _folder.Write($"a/{i}.png", PngSample.Wide(8, 8, 0, (y, _) => [(ushort)(y * 9000)]));
            _folder.Write($"b/{i}.png", PngSample.Narrow(8, 8, 8, (y, x) => (y + x) * 17));
        }

        var loaded = Load.From(_folder.Path);
        loaded.Notes.ShouldContain($"{_folder.Path}: 6 of 12 images have 8 bits and the others 16; a value of 8 bits counts 257 times, so that white is white in both.");
        ((Preprocessing.Image)loaded.Prepared.Preprocessing).Reading!.Range!.High.ShouldBe(63000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Few_bits_are_spread_over_all_values(int depth)
    {
        var most = (1 << depth) - 1;
        var path = _folder.Write("a.png", PngSample.Narrow(3, 16, depth, (y, x) => (x + y) & most));
        var read = ImageFile.Read(path, 1, 3, 16);
        for (var i = 0; i < read.Length; i++)
            read[i].ShouldBe((byte)((((i % 16) + (i / 16)) & most) * 255 / most));
    }

    [Fact]
    public void Masks_of_a_few_values_are_said_and_standardised()
    {
        for (var i = 0; i < 6; i++)
            foreach (var (name, turn) in new[] { ("a", 0), ("b", 1) })
                _folder.Write($"{name}/{i}.png", PngSample.Narrow(9, 9, 8, (y, x) => ((turn == 0 ? y : x) + i) % 3));
        var loaded = Load.From(_folder.Path);
        loaded.Notes.ShouldContain(note => note.Contains("use the values 0 to 2 of 0 to 255 alone, as in masks or nearly black images", StringComparison.Ordinal));
        ((Preprocessing.Image)loaded.Prepared.Preprocessing).StandardDeviation[0].ShouldBe(0.8165 / 255, 0.0002);
    }

    [Fact]
    public void A_truncated_or_damaged_file_of_16_bits_says_so()
    {
        var whole = PngSample.Wide(32, 32, 2, (y, x) => [(ushort)(y * x * 61), (ushort)(y * 2003), (ushort)(x * x * 89)]);
        WriteTwoClasses((y, x, i) => (y * 8) + ((x + i) % 8));
        _folder.Write("a/half.png", whole[..(whole.Length / 2)]);
        Load.Error(_folder, "").ShouldBe("a/half.png: the image is truncated, expected a whole PNG file; correct it, or pass --skip-bad to leave it out.");
        whole.AsSpan(60, 40).Fill(0xFF);
        _folder.Write("a/half.png", whole);
        Load.Error(_folder, "").ShouldStartWith("a/half.png: the image is damaged (its pixels cannot be unpacked), expected a whole PNG file");
        Load.From(_folder.Path, new() { SkipBad = true }).Skipped.ShouldBe(1);
    }

    private void WriteTwoClasses(Func<int, int, int, int> value, int side = 8)
    {
        for (var i = 0; i < 12; i++)
            foreach (var name in new[] { "a", "b" })
                _folder.Write($"{name}/{i}.png", PngSample.Wide(side, side, 0, (y, x) => [(ushort)(name == "a" ? value(y, x, i) : value(side - 1 - y, x, i))]));
    }
}
