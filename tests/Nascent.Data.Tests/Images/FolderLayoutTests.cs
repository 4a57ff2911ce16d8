using Nascent.Data.Images;
using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class FolderLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_class_may_begin_with_an_underscore_and_hidden_folders_are_left_out()
    {
        Write("cat", "dog", "_unknown_", ".ipynb_checkpoints", "__MACOSX");
        _folder.Write("cat/._0.png", "no image");
        Classes().ShouldBe(["_unknown_", "cat", "dog"]);
    }

    [Theory]
    [InlineData("train")]
    [InlineData("Test")]
    [InlineData("training")]
    public void A_class_may_be_called_like_a_part(string name)
    {
        Write("car", "plane", name);
        Classes().ShouldBe(new[] { "car", "plane", name }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_beside_train_with_its_classes_is_refused()
    {
        Write("train/car", "train/plane", "extra");
        Load.Error(_folder, "").ShouldBe("extra: found a folder beside 'train' of FOLDER, expected only train, val and test there; correct it, or pass --skip-bad to leave it out.");
        Load.From(_folder.Path, new() { SkipBad = true }).Prepared.Signature.OutputCount.ShouldBe(2);
    }

    [Fact]
    public void Parts_without_class_folders_are_refused_with_the_way_out()
    {
        Write("train", "test");
        Load.Error(_folder, "").ShouldBe("FOLDER: found test and train without class folders in them, expected in each one sub-folder for each class; if test and train are the classes, rename them, such as 'train_'.");
    }

    [Fact]
    public void Test_images_without_classes_are_told()
    {
        Write("train/car", "train/plane", "test");
        Load.Error(_folder, "").ShouldBe("test: found 12 images without class folders, expected one sub-folder for each class as in 'train'; images without classes are for 'nascent predict', so move them out; correct it, or pass --skip-bad to leave it out.");
        Load.From(_folder.Path, new() { SkipBad = true }).Test.Samples.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Images_below_class_folders_and_inside_a_wrapper_are_read_and_said()
    {
        Write("photos/pets/cat/2020", "photos/pets/cat/2021/summer", "photos/pets/dog", "__MACOSX/photos/pets/cat");
        _folder.Write("photos/readme.txt", "mine");
        var loaded = Load.From(_folder.Path);
        (loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count).ShouldBe(36);
        loaded.Notes.ShouldContain($"{_folder.Path}: images were read from photos/pets, the one folder that holds any.");
        loaded.Notes.ShouldContain($"{_folder.Path}: 24 images in folders inside class folders, such as photos/pets/cat/2020/0.png, were read as images of the class above.");
    }

    [Fact]
    public void A_wrapper_around_parts_is_opened()
    {
        Write("data/train/car", "data/train/plane", "data/test/car", "data/test/plane");
        Load.From(_folder.Path).Test.Samples.Count.ShouldBe(24);
    }

    [Fact]
    public void Loose_images_and_other_files_are_counted()
    {
        Write("car", "plane");
        _folder.Write("logo.png", SampleFiles.Png(8, 8, SKColors.Red));
        _folder.Write("car/a.heic", "x");
        _folder.Write("car/b.heic", "x");
        _folder.Write("plane/notes.txt", "x");
        var notes = Load.From(_folder.Path).Notes;
        notes.ShouldContain($"{_folder.Path}: 1 image outside class folders, such as logo.png, was left out.");
        notes.ShouldContain($"{_folder.Path}: 3 files are not named like images (.heic, .txt) and were left out.");
    }

    [Fact]
    public void A_table_beside_class_folders_does_not_make_the_folder_a_table()
    {
        Write("car", "plane");
        _folder.Write("train.csv", "name,label\ncar/0.png,1\nplane/0.png,2\n");
        var loaded = Load.From(_folder.Path);
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["car", "plane"]);
        loaded.Notes.ShouldContain($"{_folder.Path}: class folders of images were read, the tables beside them were not; to learn from a table, name its file.");
    }

    [Fact]
    public void Plots_beside_tables_do_not_make_the_folder_images()
    {
        _folder.Write("train.csv", SampleFiles.Csv(60, i => $"{i * 7 % 31},{(i % 3 == 0 ? "red" : "blue")},{(i % 2 == 0 ? "yes" : "no")}"));
        Write("plots");
        var loaded = Load.From(_folder.Path, new() { Label = "kind" });
        loaded.Prepared.Preprocessing.ShouldBeOfType<Preprocessing.Table>();
        loaded.Notes.ShouldContain($"{_folder.Path}: the tables were read, images such as plots/0.png were not; if a column names them, --path chooses it and --images says where they are.");
    }

    [Fact]
    public void Links_are_followed_and_circles_end()
    {
        Write("classes/car", "elsewhere/plane");
        Directory.CreateSymbolicLink(_folder.File("classes/plane"), _folder.File("elsewhere/plane"));
        Directory.CreateSymbolicLink(_folder.File("classes/up"), _folder.Path);
        Directory.CreateSymbolicLink(_folder.File("classes/car/again"), _folder.File("classes"));
        Directory.CreateSymbolicLink(_folder.File("classes/car/self"), _folder.File("classes/car"));
        File.CreateSymbolicLink(_folder.File("classes/car/gone.png"), _folder.File("nowhere.png"));
        ImageFolder.FilesBelow(_folder.File("classes/plane")).Count().ShouldBe(12);
        Load.Error(_folder, "classes").ShouldStartWith("classes/car/gone.png: cannot be read");
        Load.From(_folder.File("classes"), new() { SkipBad = true }).Prepared.Signature.OutputCount.ShouldBe(2);
    }

    [Fact]
    public void The_images_of_a_folder_are_listed_in_order_without_hidden_ones()
    {
        foreach (var name in new[] { "b.png", "a/z.JPG", "a/.x.png", ".hidden/y.png", "__MACOSX/a.png", "a/deep/er/c.gif", "a/notes.txt" })
            _folder.Write(name, "x");
        ImageFolder.FilesBelow(_folder.Path).Select(path => Path.GetRelativePath(_folder.Path, path)).ShouldBe(["b.png", "a/z.JPG", "a/deep/er/c.gif"]);
    }

    private string[] Classes() => [.. ((LearningTask.Classification)Load.From(_folder.Path).Prepared.Task).Classes];

    private void Write(params string[] folders)
    {
        foreach (var (n, folder) in folders.Index())
            for (var i = 0; i < 12; i++)
                _folder.Write($"{folder}/{i}.png", SampleFiles.Png(8, 8, new SKColor((byte)(n * 40), (byte)(i * 20), (byte)folder.Length)));
    }
}
