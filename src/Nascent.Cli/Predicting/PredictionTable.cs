using System.Globalization;
using Nascent.Cli.Display;
using Nascent.Cli.Hosting;
using Nascent.Onnx.Running;
using Nascent.Tasks;
using Spectre.Console;

namespace Nascent.Cli.Predicting;

/// <summary>Predictions as a table for people; bad samples are told as errors alone.</summary>
internal sealed class PredictionTable : IPredictionWriter
{
    private const int MostDecimals = 12;
    private readonly CliHost _host;
    private readonly LearningTask _task;
    private readonly Table _table = new Table().Border(TableBorder.Simple).AddColumn("input");

    /// <summary>Begins.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="task">What is predicted.</param>
    public PredictionTable(CliHost host, LearningTask task)
    {
        (_host, _task) = (host, task);
        _table.AddColumn(task is LearningTask.Regression regression ? Markup.Escape(regression.Target) : "class");
        if (task is LearningTask.Classification)
            _table.AddColumn(new Spectre.Console.TableColumn("probability").RightAligned()).AddColumn("next");
    }

    /// <inheritdoc/>
    public void Write(PredictedSample sample)
    {
        var name = sample.Row is { } number ? $"{sample.Input} row {number}" : sample.Input;
        string[]? cells = sample.Prediction switch
        {
            Prediction.OfClass c => [name, c.Class, Percent(c.Probability), string.Join(", ", c.Top.Skip(1).Select(next => $"{next.Class} {Percent(next.Probability)}"))],
            Prediction.OfNumber n => [name, Number(n.Value)],
            _ => null,
        };
        if (cells is not null)
            _table.AddRow([.. cells.Select(Markup.Escape)]);
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_table.Rows.Count > 0)
            Displays.Console(_host).Write(_table);
    }

    private static string Percent(double value) => (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    // As many digits as tell a thousandth of the target's standard deviation.
    private string Number(double value)
    {
        var decimals = 3 - (int)Math.Floor(Math.Log10(((LearningTask.Regression)_task).StandardDeviation));
        return decimals > MostDecimals || Math.Abs(value) >= 1e15 ? value.ToString("R", CultureInfo.InvariantCulture)
            : value.ToString($"0.{new string('#', Math.Max(0, decimals))}", CultureInfo.InvariantCulture);
    }
}
