using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Trees;

/// <summary>A model that is no network, fitted to a table.</summary>
public sealed class FittedBaseline
{
    private readonly LearningTask _task;
    private readonly Func<SampleValues.Columns, float[]> _predict;

    internal FittedBaseline(string name, string description, string? cut, LearningTask task, Func<SampleValues.Columns, float[]> predict) =>
        (Name, Description, Cut, _task, _predict) = (name, description, cut, task, predict);

    /// <summary>The name in reports: <c>linear</c> or <c>boosted-trees</c>.</summary>
    public string Name { get; }

    /// <summary>One line that says what it is.</summary>
    public string Description { get; }

    /// <summary>What the time has left of it, such as fewer trees; null where nothing was cut.</summary>
    public string? Cut { get; }

    /// <summary>Predicts and scores some samples.</summary>
    /// <param name="samples">Rows of the same table.</param>
    /// <returns>(samples, outputs), row-major: class scores before softmax, or standardised numbers, as a network would give; and their scores.</returns>
    public (float[] Outputs, Metrics Scores) Judge(Samples samples)
    {
        var outputs = _predict(TableBaselines.ColumnsOf(samples));
        return (outputs, SampleScores.Compute(_task, outputs, samples.Targets));
    }
}
