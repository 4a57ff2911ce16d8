using Nascent.Architectures;
using Nascent.Architectures.Operators;
using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Torch.Tests.ZeroCost;

/// <summary>Networks and data that a hand can compute.</summary>
internal static class Linears
{
    /// <summary>Linear layers without bias, one after another, the last one the output.</summary>
    public static Architecture Chain(int features, params int[] widths)
    {
        var net = new ArchitectureBuilder("chain");
        var x = net.Input("columns", TensorType.Float(TensorShape.Features(features)));
        foreach (var (i, width) in widths.Index())
            x = net.Add(new($"layer[{i}]"), new Operator.Linear(width, false), x);
        net.Output("scores", x);
        return net.Build();
    }

    /// <summary>Rows of a table with a standardised number each.</summary>
    public static PreparedData Table(int features, float[] rows, double[] targets)
    {
        var samples = new Samples(new SampleValues.Columns([], rows, features), new SampleTargets.Numbers(targets));
        return new("rows", "rows-1", new LearningTask.Regression("y", 0, 1), new Preprocessing.Table([]), Signature.Features(features, 1), samples, samples);
    }

    /// <summary>Rows of a table in classes, at random.</summary>
    public static PreparedData Classes(int features, int count, int classes)
    {
        var stream = new Nascent.Randomness.Seed(3).Stream();
        var rows = Enumerable.Range(0, count * features).Select(_ => (float)stream.NextGaussian()).ToArray();
        var samples = new Samples(new SampleValues.Columns([], rows, features), new SampleTargets.Labels([.. Enumerable.Range(0, count).Select(i => i % classes)]));
        var task = new LearningTask.Classification([.. Enumerable.Range(0, classes).Select(c => $"{c}")]);
        return new("classes", "classes-1", task, new Preprocessing.Table([]), Signature.Features(features, classes), samples, samples);
    }
}
