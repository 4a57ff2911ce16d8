using Nascent.Tasks;
using SkiaSharp;

namespace Nascent.Data.Tests.Images;

public sealed class PictureTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("labels.csv")]
    [InlineData("labels.jsonl")]
    public void A_table_beside_its_images_says_their_classes(string name)
    {
        WriteImages("");
        _folder.Write(name, name.EndsWith(".csv", StringComparison.Ordinal)
            ? SampleFiles.Csv(30, i => $"{i}.png,{i * 3},{(i % 3 == 0 ? "cat" : "dog")}", "file,weight,animal")
            : string.Concat(Enumerable.Range(0, 30).Select(i => $$"""{"file": "{{i}}.png", "weight": {{i * 3}}, "animal": "{{(i % 3 == 0 ? "cat" : "dog")}}"}""" + "\n")));
        var loaded = Load.From(_folder.File(name), new() { Label = "animal" });
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["cat", "dog"]);
        (loaded.Prepared.Train.Pixels().Height, loaded.Prepared.Train.Pixels().Channels).ShouldBe((8, 3));
        loaded.Notes.ShouldContain($"{_folder.File(name)}: images are read from the paths of column 'file'; column 'weight' is not used.");
        foreach (var part in new[] { loaded.Prepared.Train, loaded.Prepared.Validation, loaded.Test.Samples })
            for (var i = 0; i < part.Count; i++)
                (part.Pixels().Bytes[i * 192] / 8 % 3 == 0).ShouldBe(part.Labels()[i] == 0);
    }

    [Fact]
    public void The_folder_of_the_images_and_a_number_to_predict_are_the_users()
    {
        WriteImages("pictures/");
        var table = _folder.Write("tables/t.csv", SampleFiles.Csv(30, i => $"{i}.png,{i * 1.25}", "file,weight"));
        var loaded = Load.From(table, new() { Label = "weight", Images = _folder.File("pictures"), Task = TaskKind.Regression });
        loaded.Prepared.Task.ShouldBeOfType<LearningTask.Regression>().Target.ShouldBe("weight");
        var train = loaded.Prepared.Train;
        for (var i = 0; i < train.Count; i++)
            train.Numbers()[i].ShouldBe(train.Pixels().Bytes[i * 192] / 8 * 1.25);
    }

    [Fact]
    public void Files_that_are_not_there_are_told_with_their_line()
    {
        WriteImages("");
        var table = _folder.Write("t.csv", SampleFiles.Csv(32, i => $"{i}.png,{(i % 2 == 0 ? "x" : "y")}", "file,kind"));
        Load.Error(_folder, "t.csv").ShouldBe("t.csv line 32, column 'file': found '30.png', which is no file in FOLDER, expected an image; correct it, or pass --skip-bad to leave it out.");
        var loaded = Load.From(table, new() { SkipBad = true });
        (loaded.Skipped, loaded.Prepared.Train.Count + loaded.Prepared.Validation.Count + loaded.Test.Samples.Count).ShouldBe((2, 30));
    }

    [Fact]
    public void Two_columns_of_paths_ask_for_one()
    {
        WriteImages("");
        _folder.Write("t.csv", SampleFiles.Csv(30, i => $"{i}.png,{29 - i}.png,{(i % 2 == 0 ? "x" : "y")}", "left,right,kind"));
        Load.Error(_folder, "t.csv").ShouldBe("t.csv: found paths of images in the columns 'left' and 'right', expected them in one; choose it with --path.");
        Load.From(_folder.File("t.csv"), new() { PathColumn = "right" }).Notes.ShouldContain($"{_folder.File("t.csv")}: images are read from the paths of column 'right'; column 'left' is not used.");
    }

    [Fact]
    public void Images_that_lie_elsewhere_are_asked_for()
    {
        _folder.Write("t.csv", SampleFiles.Csv(60, i => $"pics/{i % 20}.png,{i % 7},{(i % 2 == 0 ? "x" : "y")}", "file,n,kind"));
        Load.From(_folder.File("t.csv")).Notes.ShouldContain(note => note.EndsWith("column 'file' names images such as 'pics/0.png', which are not beside the table and were not read; --images says where they are.", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder.File("other"));
        Load.Error(_folder, "t.csv", new() { Images = _folder.File("other") }).ShouldBe("t.csv: column 'file' names images such as 'pics/0.png', of which fewer than half are in other; correct --images.");
    }

    [Fact]
    public void A_split_by_a_column_keeps_groups_together()
    {
        WriteImages("");
        _folder.Write("t.csv", SampleFiles.Csv(30, i => $"{i}.png,p{i / 3},{(i % 3 == 0 ? "x" : "y")}", "file,patient,kind"));
        var loaded = Load.From(_folder.File("t.csv"), new() { Split = SplitRule.Parse("group:patient") });
        var patients = new[] { loaded.Prepared.Train, loaded.Prepared.Validation, loaded.Test.Samples }
            .Select(part => Enumerable.Range(0, part.Count).Select(i => part.Pixels().Bytes[i * 192] / 8 / 3).ToHashSet()).ToArray();
        patients[0].Intersect(patients[1].Concat(patients[2])).ShouldBeEmpty();
    }

    [Fact]
    public void The_folder_of_images_is_for_tables()
    {
        WriteImages("a/");
        WriteImages("b/");
        Load.Error(_folder, "", new() { Images = _folder.Path }).ShouldBe("--images: found 'FOLDER', which is for a table that names images; FOLDER is none, so drop it.");
    }

    [Theory]
    [InlineData("[1, 2]", "t.jsonl line 2: found array, expected a JSON object such as {\"file\": \"a.png\", \"label\": \"cat\"}")]
    [InlineData("{\"a\": {}}", "t.jsonl line 2, 'a': found object, expected a text, a number, true, false or null")]
    [InlineData("{\"a\": ", "t.jsonl line 2: found what is no JSON, expected an object such as {\"file\": \"a.png\", \"label\": \"cat\"}")]
    public void A_bad_line_of_JSON_is_told(string line, string message)
    {
        _folder.Write("t.jsonl", string.Concat(Enumerable.Range(0, 40).Select(i => (i == 1 ? line : $"{{\"a\": {i * 1.5}, \"b\": \"{(i % 2 == 0 ? "x" : "y")}\"}}") + "\n")));
        Load.Error(_folder, "t.jsonl").ShouldBe(message + "; correct it, or pass --skip-bad to leave it out.");
        Load.From(_folder.File("t.jsonl"), new() { SkipBad = true }).Prepared.Task.ShouldBeOfType<LearningTask.Classification>().Classes.ShouldBe(["x", "y"]);
    }

    private void WriteImages(string folder)
    {
        for (var i = 0; i < 30; i++)
            _folder.Write($"{folder}{i}.png", SampleFiles.Png(8, 8, new SKColor((byte)(i * 8), 7, 9)));
    }
}
