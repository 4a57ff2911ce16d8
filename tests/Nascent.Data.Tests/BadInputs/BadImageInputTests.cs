using Nascent.Data.Reading;
using SkiaSharp;

namespace Nascent.Data.Tests.BadInputs;

public sealed class BadImageInputTests : IDisposable
{
    private static readonly byte[] Labels = [.. Enumerable.Range(0, 12).Select(i => (byte)(i % 2))];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_with_another_magic_number_is_no_IDX()
    {
        _folder.Write("a-images-idx3-ubyte", "hello, this is text");
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found the first bytes 68656C6C, expected an IDX file, which begins with 0000, a type and 1 to 4 dimensions; is it a file of another kind?");
    }

    [Fact]
    public void IDX_of_floats_is_refused()
    {
        var bytes = SampleFiles.Idx([12], Labels);
        bytes[2] = 0x0D;
        _folder.Write("a-images-idx3-ubyte", bytes);
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found IDX values of type 0x0D, expected unsigned bytes (type 0x08).");
    }

    [Fact]
    public void A_truncated_IDX_file_says_how_much_there_is()
    {
        _folder.Write("a-images-idx3-ubyte.gz", SampleFiles.Gzip(SampleFiles.Idx([12, 2, 2], new byte[40])));
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte.gz").ShouldBe("a-images-idx3-ubyte.gz: found 40 values, expected 48 by its header; the file is truncated.");
    }

    [Fact]
    public void An_IDX_file_with_more_than_its_header_announces_is_refused()
    {
        _folder.Write("a-images-idx3-ubyte", SampleFiles.Idx([12, 2, 2], new byte[50]));
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found more bytes after the 48 values that the header announces, expected the end of the file.");
    }

    [Fact]
    public void A_header_that_claims_more_than_memory_holds_is_refused_before_anything_is_allocated()
    {
        _folder.Write("a-images-idx3-ubyte", SampleFiles.Idx([1 << 30, 1 << 10, 1 << 10], []));
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldStartWith("a-images-idx3-ubyte: the IDX header claims 1073741824 × 1024 × 1024 values, expected at most");
    }

    [Fact]
    public void Labels_that_do_not_match_the_images_are_counted()
    {
        _folder.Write("a-images-idx3-ubyte", SampleFiles.Idx([13, 2, 2], new byte[52]));
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-labels-idx1-ubyte: found 12 labels, expected 13, one for each image in a-images-idx3-ubyte.");
    }

    [Fact]
    public void Images_without_labels_say_what_file_is_looked_for()
    {
        _folder.Write("a-images-idx3-ubyte", SampleFiles.Idx([12, 2, 2], new byte[48]));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found no labels for it, expected a file beside it named like 'a-labels-idx3-ubyte' (with idx1 for labels, idx3 for images).");
    }

    [Fact]
    public void Train_and_test_images_of_different_sizes_are_refused()
    {
        _folder.Write("train-images-idx3-ubyte", SampleFiles.Idx([12, 2, 2], new byte[48]));
        _folder.Write("train-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        _folder.Write("t10k-images-idx3-ubyte", SampleFiles.Idx([12, 3, 2], new byte[72]));
        _folder.Write("t10k-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "").ShouldBe("train-images-idx3-ubyte: found images of 2×2 in grey, expected 3×2 in grey as in t10k-images-idx3-ubyte.");
    }

    [Fact]
    public void An_empty_file_says_so()
    {
        _folder.Write("a-images-idx3-ubyte", "");
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found an empty file, expected a file with data.");
    }

    [Fact]
    public void A_damaged_gzip_file_says_so()
    {
        var bytes = SampleFiles.Gzip(SampleFiles.Idx([12, 20, 20], [.. Enumerable.Range(0, 4800).Select(i => (byte)(i * i / 7))]));
        bytes.AsSpan(bytes.Length / 2, 20).Fill(0xFF);
        _folder.Write("a-images-idx3-ubyte.gz", bytes);
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Labels));
        Load.Error(_folder, "a-images-idx3-ubyte.gz").ShouldStartWith("a-images-idx3-ubyte.gz: the compressed data is damaged or truncated after ");
    }

    [Fact]
    public void A_truncated_CIFAR_batch_says_what_its_length_should_be()
    {
        _folder.Write("data_batch_1.bin", new byte[5000]);
        Load.Error(_folder, "data_batch_1.bin").ShouldBe("data_batch_1.bin: found 5,000 bytes, expected a multiple of 3,073 (CIFAR-10) or 3,074 (CIFAR-100); the file is truncated or of another kind.");
    }

    [Fact]
    public void One_class_only_is_nothing_to_learn()
    {
        _folder.Write("a-images-idx3-ubyte", SampleFiles.Idx([12, 2, 2], new byte[48]));
        _folder.Write("a-labels-idx1-ubyte", SampleFiles.Idx([12], Enumerable.Repeat((byte)7, 12).ToArray()));
        Load.Error(_folder, "a-images-idx3-ubyte").ShouldBe("a-images-idx3-ubyte: found the single class '7' in all 12 samples, expected at least 2 classes.");
    }

    [Fact]
    public void A_folder_of_images_without_sub_folders_says_how_to_lay_it_out()
    {
        _folder.Write("one.png", SampleFiles.Png(8, 8, SKColors.Red));
        Load.Error(_folder, "").ShouldBe("FOLDER: found images but no sub-folders, expected one sub-folder for each class, named like the class.");
    }

    [Fact]
    public void An_empty_folder_says_what_is_expected()
    {
        Load.Error(_folder, "").ShouldBe("FOLDER: found no data, expected one sub-folder of images for each class, IDX files, or batches of CIFAR.");
    }

    [Fact]
    public void A_file_that_is_no_image_must_be_skipped_on_purpose()
    {
        WriteTwoClasses();
        _folder.Write("cat/broken.png", "no image");
        Load.Error(_folder, "").ShouldBe("cat/broken.png: found a file that is no image or a damaged one, expected PNG, JPEG, GIF, TIFF, BMP or WebP; correct it, or pass --skip-bad to leave it out.");
        var loaded = Load.From(_folder.Path, new() { SkipBad = true });
        loaded.Skipped.ShouldBe(1);
        loaded.Notes.ShouldContain($"Left out: {_folder.Path}/cat/broken.png: found a file that is no image or a damaged one, expected PNG, JPEG, GIF, TIFF, BMP or WebP.");
        (loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count).ShouldBe(20);
    }

    [Fact]
    public void A_truncated_image_says_so()
    {
        WriteTwoClasses();
        var whole = SampleFiles.Image(SKEncodedImageFormat.Jpeg, 32, 32, (y, x) => new SKColor((byte)(y * 8), (byte)(x * 8), (byte)(x * y)));
        _folder.Write("cat/half.jpg", whole[..(whole.Length / 2)]);
        Load.Error(_folder, "").ShouldBe("cat/half.jpg: the image is truncated, expected a whole JPEG file; correct it, or pass --skip-bad to leave it out.");
    }

    [Fact]
    public void An_image_of_unreasonable_size_is_refused_from_its_header()
    {
        WriteTwoClasses();
        var bytes = SampleFiles.Bmp(2, 2, SKColors.Red);
        bytes[20] = 2;   // width 2 + 2·2^16
        bytes[24] = 2;   // height as well
        _folder.Write("cat/bomb.bmp", bytes);
        Load.Error(_folder, "").ShouldStartWith("cat/bomb.bmp: found ");
    }

    [Fact]
    public void A_class_folder_without_images_must_be_skipped_on_purpose()
    {
        WriteTwoClasses();
        _folder.Write("bird/notes.txt", "none yet");
        Load.Error(_folder, "").ShouldBe("bird: found no images, expected at least one PNG, JPEG, GIF, TIFF, BMP or WebP file of the class; correct it, or pass --skip-bad to leave it out.");
    }

    [Fact]
    public void A_class_with_one_image_cannot_be_split()
    {
        WriteTwoClasses();
        _folder.Write("bird/one.png", SampleFiles.Png(8, 8, SKColors.Red));
        Load.Error(_folder, "").ShouldBe("FOLDER: class 'bird' has 1 sample, expected at least 3, one each for training, validation and test; correct it, or pass --skip-bad to leave it out.");
        Load.From(_folder.Path, new() { SkipBad = true }).Prepared.Signature.OutputCount.ShouldBe(2);
    }

    [Fact]
    public void Test_folders_without_a_train_folder_are_refused()
    {
        _folder.Write("test/cat/one.png", SampleFiles.Png(8, 8, SKColors.Red));
        _folder.Write("val/cat/one.png", SampleFiles.Png(8, 8, SKColors.Red));
        Load.Error(_folder, "").ShouldBe("FOLDER: found test and val but no folder 'train', expected train, and if you like val and test.");
    }

    [Fact]
    public void A_class_that_the_test_has_and_the_training_has_not_is_refused()
    {
        WriteTwoClasses("train/");
        WriteTwoClasses("test/");
        _folder.Write("test/bird/one.png", SampleFiles.Png(8, 8, SKColors.Red));
        Load.Error(_folder, "").ShouldBe("FOLDER: class 'bird' has 1 samples, but none to train on; expected the same classes in every part; correct it, or pass --skip-bad to leave it out.");
    }

    [Fact]
    public void A_label_column_for_images_is_refused()
    {
        WriteTwoClasses();
        Load.Error(_folder, "", new() { Label = "kind" }).ShouldBe("FOLDER: found images, for which there is no column 'kind'; drop --label.");
    }

    [Fact]
    public void A_split_by_column_for_images_is_refused()
    {
        WriteTwoClasses();
        Load.Error(_folder, "", new() { Split = SplitRule.Parse("time:day") }).ShouldBe("FOLDER: found data without columns, but the split goes by a column; use the split 'stratified' or 'given'.");
    }

    [Fact]
    public void An_image_size_out_of_range_is_refused()
    {
        WriteTwoClasses();
        Load.Error(_folder, "", new() { ImageSize = 2 }).ShouldBe("--image-size: found 2, expected a number of pixels from 4 to 1024.");
    }

    [Fact]
    public void What_inflates_without_end_is_stopped()
    {
        using var stream = new InflatedStream(new MemoryStream(new byte[1000]), "bomb.gz", mostBytes: 100);
        Should.Throw<NascentException>(() => stream.CopyTo(Stream.Null)).Message.ShouldBe("bomb.gz: it inflates to more than 100 bytes, expected less; inflate it yourself if that is right.");
        InflatedStream.MostBytesFor(10).ShouldBe(256L << 20);
        InflatedStream.MostBytesFor(9_700_000).ShouldBe(970_000_000);
        InflatedStream.MostBytesFor(1L << 40).ShouldBeInRange(512L << 20, 4L << 30);
    }

    [Fact]
    public void A_single_image_is_no_data_set()
    {
        _folder.Write("one.png", SampleFiles.Png(8, 8, SKColors.Red));
        Load.Error(_folder, "one.png").ShouldBe("one.png: found a single image, expected a folder with one sub-folder of images for each class, or a table that names images and their labels.");
    }

    private void WriteTwoClasses(string above = "")
    {
        for (var i = 0; i < 10; i++)
        {
            _folder.Write($"{above}cat/{i}.png", SampleFiles.Png(8, 8, new SKColor((byte)i, 0, 0)));
            _folder.Write($"{above}dog/{i}.png", SampleFiles.Png(8, 8, new SKColor(0, (byte)(100 + i), 0)));
        }
    }
}
