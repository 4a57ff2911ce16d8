using System.Diagnostics;
using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Randomness;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

/// <summary>ONNX's own checker (Debian's package python3-onnx) on exports that use every operator.</summary>
public sealed class CheckerTests
{
    private const string Python = "/usr/bin/python3";

    private const string Script =
        """
        import onnx, pathlib, sys
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
            model = onnx.load(str(path))
            onnx.checker.check_model(model, full_check=True)
            inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
            shapes = [[d.dim_param or d.dim_value for d in o.type.tensor_type.shape.dim] for o in inferred.graph.output]
            opset = [s.version for s in model.opset_import if s.domain in ("", "ai.onnx")]
            print(path.stem, model.ir_version, opset, [o.name for o in model.graph.output], shapes)
        """;

    [Fact]
    public void The_checker_of_onnx_passes_exports_that_use_every_operator()
    {
        Assert.SkipUnless(IsAvailable(), $"{Python} has no module 'onnx': install Debian's package python3-onnx.");
        var folder = Directory.CreateTempSubdirectory("nascent-onnx-").FullName;
        try
        {
            var fixtures = Exports();
            foreach (var (name, fixture) in fixtures)
                fixture.Export().Save(Path.Combine(folder, $"{name}.onnx"));
            var lines = Run("-c", Script, folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBe(fixtures.Count);
            foreach (var line in lines)
                line.ShouldEndWith(line.StartsWith("regression", StringComparison.Ordinal)
                    ? "8 [17] ['prediction'] [['batch', 1]]"
                    : line.StartsWith("table", StringComparison.Ordinal)
                    ? "8 [17] ['scores', 'probabilities'] [['batch', 2], ['batch', 2]]"
                    : "8 [17] ['scores', 'probabilities'] [['batch', 3], ['batch', 3]]");
            var used = fixtures.SelectMany(pair => pair.Value.Network.Nodes).Select(node => node.Operator.GetType()).Distinct();
            typeof(Operator).GetNestedTypes().Except(used).ShouldBe([typeof(Operator.BackboneFeatures)]); // which needs a backbone: BackboneModelTests
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, Fixture> Exports()
    {
        var exports = new Dictionary<string, Fixture>
        {
            ["regression"] = Fixture.OfTable(new Seed(1), (_, columns) => columns, new LearningTask.Regression("price", 3, 2)),
        };
        for (var key = 0; key < 40; key++)
        {
            exports[$"image{key}"] = RandomNetworks.OfImages((ulong)key);
            exports[$"table{key}"] = RandomNetworks.OfTables((ulong)key);
        }

        foreach (var function in Enum.GetValues<ActivationFunction>())
            exports[$"activation-{function}"] = Fixture.OfImages(new Seed(2), 1, 4, 4, (net, image) => net.Add(new("activation"), new Operator.Activation(function), image));
        return exports;
    }

    private static bool IsAvailable()
    {
        if (!File.Exists(Python))
            return false;
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import onnx"]) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, errors.GetAwaiter().GetResult());
        return output;
    }
}
