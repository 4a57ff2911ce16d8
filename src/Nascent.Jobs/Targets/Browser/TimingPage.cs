using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Nascent.Onnx.Latency;

namespace Nascent.Jobs.Targets.Browser;

/// <summary>What the page in the browser asks for and tells: one model after another.</summary>
/// <param name="models">The models.</param>
/// <param name="care">How carefully each is timed.</param>
/// <param name="runtime">The folder of onnxruntime-web's files.</param>
/// <param name="threads">Threads that a run uses.</param>
internal sealed class TimingPage(IReadOnlyList<byte[]> models, MeasuringCare care, string runtime, int threads)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;
    private readonly ImmutableArray<TimedBeside>.Builder _times = ImmutableArray.CreateBuilder<TimedBeside>(models.Count);

    /// <summary>Whether all models were timed.</summary>
    public bool IsOver => _times.Count == models.Count;

    /// <summary>The share of the models that is done.</summary>
    public double Done => _times.Count / (double)models.Count;

    /// <summary>What each model took.</summary>
    public ImmutableArray<TimedBeside> Times => _times.ToImmutable();

    /// <summary>What the browser calls itself.</summary>
    public string Agent { get; private set; } = "";

    /// <summary>The version of the runtime.</summary>
    public string Version { get; private set; } = "";

    /// <summary>What a path gives; null where there is nothing.</summary>
    /// <param name="path">Behind the address of the page.</param>
    /// <param name="body">What was sent along.</param>
    /// <exception cref="NascentException">The page tells of a failure.</exception>
    public (byte[] Content, string Type)? Answer(string path, string body) => path switch
    {
        "" => (Page(), BrowserRuntime.TypeOf("timing.html")),
        "setup" => Text(JsonSerializer.Serialize(new { threads, reference = ModelInput.Of(ReferenceModel.Bytes) }, Json)),
        "next" => Text(Next()),
        "result" => Text(Note(body)),
        "failure" => throw new NascentException($"Browser: the page that times models failed ({NascentException.Echo(body)}). Check the version of onnxruntime-web."),
        _ when path.StartsWith("runtime/", StringComparison.Ordinal) && BrowserRuntime.Files.Contains(path["runtime/".Length..]) =>
            (BrowserRuntime.Read(runtime, path["runtime/".Length..]), BrowserRuntime.TypeOf(path)),
        "model/reference" => (ReferenceModel.Bytes, "application/octet-stream"),
        _ when path.StartsWith("model/", StringComparison.Ordinal) && int.TryParse(path["model/".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < models.Count =>
            (models[number], "application/octet-stream"),
        _ => null,
    };

    private static (byte[] Content, string Type) Text(string text) => (Encoding.UTF8.GetBytes(text), "application/json");

    private static byte[] Page()
    {
        using var stream = typeof(TimingPage).Assembly.GetManifestResourceStream("Nascent.Jobs.Targets.Browser.timing.html")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private string Next()
    {
        if (IsOver)
            return """{ "isOver": true }""";
        var (warmUp, most, least, limitMs) = care == MeasuringCare.Unit ? (4, 60, 8, 20) : (20, 400, 20, 400);
        return JsonSerializer.Serialize(new { number = _times.Count, inputs = ModelInput.Of(models[_times.Count]), warmUp, most, least, limitMs }, Json);
    }

    private string Note(string body)
    {
        using var answer = JsonDocument.Parse(body);
        var root = answer.RootElement;
        if (root.TryGetProperty("error", out var error))
            throw new NascentException($"Browser: model {_times.Count + 1} of {models.Count} cannot be run ({NascentException.Echo(error.GetString() ?? "no reason given")}).");
        if (root.GetProperty("number").GetInt32() != _times.Count)
            throw new NascentException($"Browser: found the time of model {root.GetProperty("number").GetInt32()}, expected that of {_times.Count}.");
        (Agent, Version) = (root.GetProperty("agent").GetString() ?? "", root.GetProperty("version").GetString() ?? "");
        _times.Add(new(root.GetProperty("medianMs").GetDouble(), root.GetProperty("referenceMs").GetDouble()));
        return "{}";
    }
}
