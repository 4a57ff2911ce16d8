using System.Text.Json.Nodes;
using Nascent.Reporting.Texts;
using SkiaSharp;

namespace Nascent.Cli.Tests.Commands;

public sealed class PredictTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_code_is_predicted_alike_whatever_rows_are_beside_it()
    {
        ModelFiles.Departments(_cli.PathOf("m.onnx"), "a", "b", "c", "d", "e", "f");
        File.WriteAllText(_cli.PathOf("alone.csv"), "dept\n012\n");
        File.WriteAllText(_cli.PathOf("with.csv"), "dept,other\nA1,1\n012,2\n2E3,3\n1.10,4\n");
        (await PredictedAsync("alone.csv")).ShouldBe(["b"]);
        (await PredictedAsync("with.csv")).ShouldBe(["e", "b", "d", "c"]);
    }

    [Fact]
    public async Task A_target_far_from_zero_keeps_its_digits()
    {
        ModelFiles.Far(_cli.PathOf("m.onnx"));
        File.WriteAllText(_cli.PathOf("x.csv"), "x\n10\n11\n12.5\n");
        (await _cli.RunAsync("predict", "m.onnx", "x.csv")).Output.ShouldContain("x.csv row 2   1700000007");
        await _cli.RunAsync("predict", "m.onnx", "x.csv", "--out", "p.csv");
        File.ReadAllLines(_cli.PathOf("p.csv")).ShouldBe(["input,row,predicted when,error", "x.csv,1,1700000000,", "x.csv,2,1700000007,", "x.csv,3,1700000017.5,"]);
    }

    [Fact]
    public async Task A_bad_row_ends_no_other_and_keeps_its_line_in_the_file()
    {
        ModelFiles.Far(_cli.PathOf("m.onnx"));
        File.WriteAllText(_cli.PathOf("x.csv"), "x,z\n10,1\nabc,1\n11,1,1\n12,1\n");
        var (code, output, error) = await _cli.RunAsync("predict", "m.onnx", "x.csv", "--out", "p.csv");
        code.ShouldBe(1);
        output.ShouldContain("p.csv: 2 predictions, 2 errors.");
        error.Replace(_cli.Folder + "/", "", StringComparison.Ordinal).ShouldBe(
            """
            nascent: x.csv line 3, column 'x': found 'abc', expected a number, as the model was trained on.
            nascent: x.csv line 4: found 3 fields, expected 2 as in line 1.
            nascent: 2 of 4 could not be predicted.

            """);
        var lines = File.ReadAllLines(_cli.PathOf("p.csv"));
        lines.Length.ShouldBe(5);
        lines[2].ShouldStartWith("x.csv,2,,\"");
        lines[4].ShouldBe("x.csv,4,1700000014,");
        (code, output, _) = await _cli.RunAsync("predict", "m.onnx", "x.csv", "--json");
        code.ShouldBe(1);
        JsonNode[] rows = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        rows.Select(row => row["error"] is null).ShouldBe([true, false, false, true]);
    }

    [Fact]
    public async Task A_file_that_is_bad_alone_is_bad_input_and_many_errors_are_counted()
    {
        ModelFiles.Far(_cli.PathOf("m.onnx"));
        File.WriteAllText(_cli.PathOf("one.csv"), "x\nabc\n");
        var (code, _, error) = await _cli.RunAsync("predict", "m.onnx", "one.csv", "--out", "p.csv");
        (code, error.Count(character => character == '\n')).ShouldBe((2, 1));
        File.WriteAllText(_cli.PathOf("many.csv"), "x\n1\n" + string.Concat(Enumerable.Repeat("abc\n", 25)));
        (code, _, error) = await _cli.RunAsync("predict", "m.onnx", "many.csv");
        (code, error.Count(character => character == '\n')).ShouldBe((1, 12));
        error.ShouldContain("nascent: … and 15 further errors.");
        Directory.GetFiles(_cli.Folder, "p.csv*").ShouldBeEmpty();
        (code, _, error) = await _cli.RunAsync("predict", "m.onnx", "many.csv", "--out", "many.csv");
        (code, error).ShouldBe((2, "nascent: --out: found 'many.csv', which is read, expected another file.\n"));
    }

    [Fact]
    public async Task Hidden_pictures_are_left_out_and_a_bad_one_ends_no_other()
    {
        ModelFiles.Pictures(_cli.PathOf("m.onnx"));
        for (var i = 0; i < 150; i++)
            Picture($"pics/{(i % 2 == 0 ? "a" : "b")}/{i:000}.png", (byte)(i % 2 == 0 ? 10 : 240));
        foreach (var hidden in (string[])["pics/a/._000.png", "pics/.ipynb_checkpoints/x.png", "pics/__MACOSX/a/y.png"])
            Write(hidden, "no picture");
        Write("pics/a/zz.png", "no picture");
        var (code, output, error) = await _cli.RunAsync("predict", "m.onnx", "pics", "--json");
        code.ShouldBe(1);
        JsonNode[] samples = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
        samples.Length.ShouldBe(151);
        foreach (var sample in samples.Where(sample => sample["error"] is null))
        {
            sample["prediction"]!["class"]!.GetValue<string>().ShouldBe(sample["input"]!.GetValue<string>().StartsWith("pics/a/", StringComparison.Ordinal) ? "dark" : "light");
            sample["prediction"]!["top"]!.AsArray().Count.ShouldBe(2);
        }

        samples.Single(sample => sample["error"] is not null)["input"]!.GetValue<string>().ShouldBe("pics/a/zz.png");
        error.ShouldContain("zz.png: found a file that is no image");
        error.ShouldEndWith("nascent: 1 of 151 could not be predicted.\n");
        await _cli.RunAsync("predict", "m.onnx", "pics", "--out", "p.csv");
        File.ReadAllLines(_cli.PathOf("p.csv"))[0].ShouldBe("input,row,class,probability,p(dark),p(light),error");
    }

    [Fact]
    public async Task A_pipe_or_a_device_is_refused_before_it_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has /dev/zero.");
        ModelFiles.Pictures(_cli.PathOf("m.onnx"));
        foreach (var arguments in (string[][])[["predict", "m.onnx", "/dev/zero"], ["predict", "/dev/zero", "m.onnx"]])
        {
            var (code, _, error) = await _cli.RunAsync(arguments);
            (code, error.Count(character => character == '\n')).ShouldBe((2, 1));
            error.ShouldStartWith("nascent: /dev/zero: found a device, which is not a regular file");
        }
    }

    [Fact]
    public async Task Names_from_strangers_cannot_drive_the_terminal()
    {
        const string evil = "a\u001b]0;title\u0007\u001b[2Jb\u009b31m\u202egnp.exe";
        ModelFiles.Departments(_cli.PathOf("m.onnx"), evil, "b");
        File.WriteAllText(_cli.PathOf("x.csv"), "dept\n007\n012\n");
        var (_, output, _) = await _cli.RunAsync("predict", "m.onnx", "x.csv");
        Clean(output);
        output.ShouldContain("a␛]0;title␇␛[2Jb\uFFFD31m\uFFFDgnp.exe");
        (_, output, _) = await _cli.RunAsync("predict", "m.onnx", "x.csv", "--json");
        JsonNode.Parse(output.Split('\n')[0])!["prediction"]!["class"]!.GetValue<string>().ShouldBe(evil);
        foreach (var arguments in (string[][])[
            ["predict", "m.onnx", $"no{evil}.csv"], ["show", $"run{evil}"], ["score", $"space{evil}"], ["list", $"{evil}"], ["search", $"{evil}.csv"], ["search", "x.csv", "--label", $"no\n{evil}"]])
        {
            var (code, text, error) = await _cli.RunAsync(arguments);
            code.ShouldBe(2);
            Clean(text);
            Clean(error);
            error.Count(character => character == '\n').ShouldBe(1);
        }
    }

    private static void Clean(string text) => text.Where(character => character is not ('\n' or '\t') && VisibleText.Of(character) != character).ShouldBeEmpty();

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_cli.PathOf(name))!);
        File.WriteAllText(_cli.PathOf(name), content);
    }

    private void Picture(string name, byte value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_cli.PathOf(name))!);
        using var bitmap = new SKBitmap(new SKImageInfo(6, 6));
        bitmap.Erase(new SKColor(value, value, value));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(_cli.PathOf(name), data.ToArray());
    }

    private async Task<string[]> PredictedAsync(string input)
    {
        var (code, output, error) = await _cli.RunAsync("predict", "m.onnx", input, "--json");
        (code, error).ShouldBe((0, ""));
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["prediction"]!["class"]!.GetValue<string>())];
    }
}
