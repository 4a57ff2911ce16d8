using System.Text.Json;
using Nascent.Onnx.Running;

namespace Nascent.Cli.Tests.EndToEnd;

/// <summary>Searches whose file computes with bytes.</summary>
[Trait("Category", "Slow")]
public sealed class Int8RunTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_file_computes_with_bytes_latency_is_measured_so_and_the_cost_is_told()
    {
        MadeUpData.Images(_cli.PathOf("images"));
        var (code, output, error) = await _cli.RunAsync(
            "search", "images", "--precision", "int8", "--minimize", "latency", "--trials", "2", "--epochs", "2", "--retrain-epochs", "3", "--retrain-candidates", "1", "--workers", "2", "--run", "runs/bytes");
        code.ShouldBe(0, error);
        output.ShouldContain("The file computes with bytes (int8): its test accuracy is ");
        using (var model = OnnxModel.Load(_cli.PathOf("runs/bytes/best.onnx")))
            model.Card.Entries["precision"].ShouldStartWith("int8, calibrated on ");
        var shown = JsonDocument.Parse((await _cli.RunAsync("show", "runs/bytes", "--json")).Output).RootElement;
        shown.GetProperty("spec").GetProperty("int8").GetBoolean().ShouldBeTrue();
        shown.GetProperty("deployed").GetProperty("exact").GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 1);
        foreach (var trial in shown.GetProperty("trials").EnumerateArray())
            trial.GetProperty("metrics").GetProperty("latency").GetDouble().ShouldBeGreaterThan(0);
        var exported = await _cli.RunAsync("export", "runs/bytes", "--output", "again.onnx");
        exported.Code.ShouldBe(0, exported.Error);
        File.ReadAllBytes(_cli.PathOf("again.onnx")).ShouldBe(File.ReadAllBytes(_cli.PathOf("runs/bytes/best.onnx")));
        (await _cli.RunAsync("predict", "again.onnx", Path.Combine("images", "bright", "03.png"))).Output.ShouldContain("bright");
        (await _cli.RunAsync("report", "runs/bytes")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_table_can_be_had_in_bytes_too_and_another_word_is_refused()
    {
        MadeUpData.Table(_cli.PathOf("t.csv"));
        var (code, output, error) = await _cli.RunAsync("search", "t.csv", "--precision", "int8", "--trials", "2", "--epochs", "2", "--retrain-epochs", "3", "--retrain-candidates", "1", "--workers", "2", "--run", "runs/table");
        code.ShouldBe(0, error);
        output.ShouldContain("computes with bytes");
        var wrong = await _cli.RunAsync("search", "t.csv", "--precision", "int4");
        (wrong.Code, wrong.Error).ShouldBe((2, "nascent: --precision: found 'int4', expected fp32 or int8.\n"));
    }
}
