using Nascent.Predictors.Encodings;
using Nascent.Randomness;

namespace Nascent.Predictors.Ensembles;

/// <summary>Predictors that differ in initial weights and in the order of training, whose spread is the uncertainty of a prediction (Lakshminarayanan et al. 2017).</summary>
internal sealed class Ensemble
{
    private readonly FeedForward[] _members;
    private readonly int _outputs;

    private Ensemble(FeedForward[] members, int outputs) => (_members, _outputs) = (members, outputs);

    /// <summary>Trains a fresh one.</summary>
    public static Ensemble Train(NetworkOptions options, int inputs, IReadOnlyList<SparseRow> rows, IReadOnlyList<float[]> targets, Seed seed)
    {
        var active = (int)rows.Average(row => row.Indices.Length);
        var members = new FeedForward[options.Members];
        for (var i = 0; i < members.Length; i++)
        {
            var key = seed.Derive(i);
            members[i] = new FeedForward(inputs, active, options.Layers, options.Width, targets[0].Length, key.Derive("weights"));
            members[i].Train(rows, targets, options.Steps, options.Batch, options.LearningRate, key.Derive("order"));
        }

        return new Ensemble(members, targets[0].Length);
    }

    /// <summary>The members' mean and standard deviation for each objective.</summary>
    public (double Mean, double Deviation)[] Predict(SparseRow row)
    {
        var (sums, squares) = (new double[_outputs], new double[_outputs]);
        foreach (var member in _members)
        {
            var found = member.Predict(row);
            for (var i = 0; i < found.Length; i++)
                (sums[i], squares[i]) = (sums[i] + found[i], squares[i] + ((double)found[i] * found[i]));
        }

        return [.. sums.Select((sum, i) => (Mean: sum / _members.Length, Square: squares[i] / _members.Length)).Select(of => (of.Mean, Math.Sqrt(Math.Max(0, of.Square - (of.Mean * of.Mean)))))];
    }

    /// <summary>A draw for each objective from the normal distribution of the members' mean and standard deviation: independent Thompson sampling (White et al. 2021, equation 3).</summary>
    public double[] Draw(SparseRow row, RandomStream stream) => Array.ConvertAll(Predict(row), of => of.Mean + (of.Deviation * stream.NextGaussian()));
}
