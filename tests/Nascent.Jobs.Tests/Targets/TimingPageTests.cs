using System.Text;
using System.Text.Json.Nodes;
using Nascent.Architectures;
using Nascent.Jobs.Targets;
using Nascent.Jobs.Targets.Browser;
using Nascent.Onnx.Latency;

namespace Nascent.Jobs.Tests.Targets;

public sealed class TimingPageTests : IDisposable
{
    private readonly DirectoryInfo _runtime = Directory.CreateTempSubdirectory("nascent-web-");
    private readonly TimingPage _page;

    public TimingPageTests()
    {
        foreach (var name in BrowserRuntime.Files)
            File.WriteAllText(Path.Combine(_runtime.FullName, name), name);
        _page = new([UnitModels.WithoutUnit(TensorShape.Features(4)), UnitModels.WithoutUnit(TensorShape.Image(3, 8, 8))], MeasuringCare.Unit, _runtime.FullName, 2);
    }

    public void Dispose() => _runtime.Delete(recursive: true);

    private JsonNode Ask(string path, string body = "") => JsonNode.Parse(Encoding.UTF8.GetString(_page.Answer(path, body)!.Value.Content))!;

    [Fact]
    public void Models_are_asked_for_and_told_one_after_another()
    {
        Encoding.UTF8.GetString(_page.Answer("", "")!.Value.Content).ShouldContain("ort.InferenceSession.create");
        Ask("setup")["threads"]!.GetValue<int>().ShouldBe(2);
        var task = Ask("next");
        task["number"]!.GetValue<int>().ShouldBe(0);
        (task["inputs"]![0]!["type"]!.GetValue<string>(), task["inputs"]![0]!["sizes"]!.ToJsonString()).ShouldBe(("float32", "[1,4]"));
        _page.Answer("model/0", "")!.Value.Content.ShouldBe(UnitModels.WithoutUnit(TensorShape.Features(4)));
        Ask("result", """{"number":0,"medianMs":0.25,"referenceMs":0.5,"agent":"Chrome/1","version":"1.30.0"}""");
        Ask("next")["inputs"]![0]!["sizes"]!.ToJsonString().ShouldBe("[1,1,8,8]");
        _page.IsOver.ShouldBeFalse();
        Ask("result", """{"number":1,"medianMs":0.5,"referenceMs":0.25,"agent":"Chrome/1","version":"1.30.0"}""");
        Ask("next")["isOver"]!.GetValue<bool>().ShouldBeTrue();
        _page.Times.Select(one => one.At(1)).ShouldBe([0.5, 2]);
        (_page.Agent, _page.Version).ShouldBe(("Chrome/1", "1.30.0"));
    }

    [Theory]
    [InlineData("model/2")]
    [InlineData("model/-1")]
    [InlineData("runtime/../secret.txt")]
    [InlineData("runtime/package.json")]
    [InlineData("other")]
    public void Nothing_else_is_served(string path) => _page.Answer(path, "").ShouldBeNull();

    [Fact]
    public void Failures_are_told_in_words()
    {
        Should.Throw<NascentException>(() => _page.Answer("result", """{"number":0,"error":"no kernel"}""")).Message.ShouldContain("model 1 of 2 cannot be run (no kernel)");
        Should.Throw<NascentException>(() => _page.Answer("failure", "no wasm")).Message.ShouldContain("no wasm");
        Should.Throw<NascentException>(() => BrowserRuntime.FolderOf(Path.GetTempPath())).Message.ShouldContain("expected the folder 'dist' of the package onnxruntime-web");
        Should.Throw<NascentException>(() => BrowserRuntime.Program(name => name == "PATH" ? "/nowhere" : null)).Message.ShouldContain("install Chromium");
    }
}
