using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nascent.Onnx.Running;
using Nascent.Tasks;

namespace Nascent.Cli.Predicting;

/// <summary>Predictions as a CSV file: one line a picture or row, in their order, with the probability of every class; a bad one has no prediction, and an error.</summary>
internal sealed class PredictionFile : IPredictionWriter, IDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly ImmutableArray<string> _classes;
    private readonly StreamWriter _writer;
    private bool _isWhole;

    /// <summary>Begins a file beside its place; an existing one is replaced when this one is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task">What is predicted.</param>
    /// <exception cref="NascentException">It cannot be written.</exception>
    public PredictionFile(string path, LearningTask task)
    {
        (_path, _partial) = (path, path + ".partial");
        _classes = task is LearningTask.Classification classification ? classification.Classes : [];
        try
        {
            _writer = new StreamWriter(_partial, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NascentException($"--out: '{path}' cannot be written ({failure.Message}), expected a file in a folder that exists and is writable.", failure);
        }

        Line(["input", "row", .. task is LearningTask.Regression regression ? [$"predicted {regression.Target}"] : (string[])["class", "probability", .. _classes.Select(name => $"p({name})")], "error"]);
    }

    /// <inheritdoc/>
    public void Write(PredictedSample sample)
    {
        string[] values = sample.Prediction switch
        {
            Prediction.OfClass c => [c.Class, Share(c.Probability), .. ByClass(c)],
            Prediction.OfNumber n => [n.Value.ToString("R", CultureInfo.InvariantCulture)],
            _ => [.. Enumerable.Repeat("", _classes.IsEmpty ? 1 : 2 + _classes.Length)],
        };
        Line([sample.Input, sample.Row?.ToString(CultureInfo.InvariantCulture) ?? "", .. values, sample.Fault ?? ""]);
    }

    /// <inheritdoc/>
    public void Close()
    {
        _writer.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _isWhole = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        if (!_isWhole)
            File.Delete(_partial);
    }

    private IEnumerable<string> ByClass(Prediction.OfClass prediction)
    {
        var byName = prediction.Top.ToDictionary(one => one.Class, one => one.Probability, StringComparer.Ordinal);
        return _classes.Select(name => byName.TryGetValue(name, out var probability) ? Share(probability) : "");
    }

    private static string Share(double value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    private void Line(IEnumerable<string> cells) => _writer.WriteLine(string.Join(',', cells.Select(Quoted)));

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
