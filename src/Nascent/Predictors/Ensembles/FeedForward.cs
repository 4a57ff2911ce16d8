using Nascent.Predictors.Encodings;
using Nascent.Randomness;

namespace Nascent.Predictors.Ensembles;

/// <summary>A feed-forward network from encodings to scores: fully connected layers of one width with rectified units between, and linear outputs.</summary>
/// <remarks>
/// Weights of a layer stand row by row, one row an input, so that an input that is zero costs nothing. Initial weights are uniform, with the variance of He et al. 2015.
/// Trained by Adam (Kingma and Ba 2015; β₁ = 0.9, β₂ = 0.999, ε = 1e-8) on squared errors, with a learning rate that falls to 0 along a line.
/// Results depend on the arguments alone, bit for bit, on any processor. One owner.
/// </remarks>
internal sealed class FeedForward
{
    private readonly int _outputs;
    private readonly int[] _inputs; // of each layer
    private readonly int[] _widths; // of each layer, padded
    private readonly int[] _starts; // of each layer's weights; its biases follow them
    private readonly float[] _weights;
    private readonly float[][] _values; // of each layer, for one row
    private readonly float[][] _errors;

    /// <summary>Makes a network.</summary>
    /// <param name="inputs">The length of an encoding.</param>
    /// <param name="active">How many of its places are not zero, about.</param>
    /// <param name="layers">Hidden layers, at least 1.</param>
    /// <param name="width">Units of each; padded to a multiple of eight.</param>
    /// <param name="outputs">Scores, at least 1.</param>
    /// <param name="seed">The key of the initial weights.</param>
    public FeedForward(int inputs, int active, int layers, int width, int outputs, Seed seed)
    {
        _outputs = outputs;
        _widths = [.. Enumerable.Repeat(Lanes.Padded(width), layers), Lanes.Padded(outputs)];
        _inputs = [inputs, .. _widths[..layers]];
        _starts = new int[layers + 2];
        for (var layer = 0; layer <= layers; layer++)
            _starts[layer + 1] = _starts[layer] + ((_inputs[layer] + 1) * _widths[layer]);
        _weights = new float[_starts[^1]];
        _values = Array.ConvertAll(_widths, count => new float[count]);
        _errors = Array.ConvertAll(_widths, count => new float[count]);
        var stream = seed.Stream();
        for (var layer = 0; layer <= layers; layer++)
        {
            var range = Math.Sqrt(6.0 / Math.Max(1, layer == 0 ? active : _inputs[layer])) * (layer == layers ? 0.1 : 1);
            foreach (ref var weight in Weights(_weights, layer))
                weight = (float)(range * ((2 * stream.NextDouble()) - 1));
        }
    }

    /// <summary>The scores of an encoding; valid until the next call.</summary>
    public ReadOnlySpan<float> Predict(SparseRow row)
    {
        for (var layer = 0; layer < _values.Length; layer++)
        {
            var width = _widths[layer];
            var values = _values[layer].AsSpan();
            Biases(_weights, layer).CopyTo(values);
            var weights = Weights(_weights, layer);
            if (layer == 0)
                for (var i = 0; i < row.Indices.Length; i++)
                    Lanes.AddScaled(values, weights.Slice(row.Indices[i] * width, width), row.Values[i]);
            else
                Lanes.AddRows(values, _values[layer - 1], weights);
            if (layer < _values.Length - 1)
                Lanes.Rectify(values);
        }

        return _values[^1].AsSpan(0, _outputs);
    }

    /// <summary>Trains on rows drawn in random order, epoch after epoch.</summary>
    /// <param name="rows">The encodings, at least one.</param>
    /// <param name="targets">The scores of each.</param>
    /// <param name="steps">Gradient steps.</param>
    /// <param name="batch">Rows a step, at most; no more than there are.</param>
    /// <param name="learningRate">The first learning rate.</param>
    /// <param name="seed">The key of the order.</param>
    public void Train(IReadOnlyList<SparseRow> rows, IReadOnlyList<float[]> targets, int steps, int batch, double learningRate, Seed seed)
    {
        var (stream, order) = (seed.Stream(), Enumerable.Range(0, rows.Count).ToArray());
        var (adam, gradients) = (new Adam(_weights), new float[_weights.Length]);
        var (next, size) = (rows.Count, Math.Min(batch, rows.Count));
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < size; i++, next++)
            {
                if (next == rows.Count)
                {
                    stream.Shuffle(order.AsSpan());
                    next = 0;
                }

                AddGradient(rows[order[next]], targets[order[next]], 1f / size, gradients);
            }

            adam.Step(gradients, learningRate * (steps - step) / steps);
        }
    }

    private void AddGradient(SparseRow row, float[] targets, float factor, float[] gradients)
    {
        var found = Predict(row);
        var last = _errors.Length - 1;
        for (var i = 0; i < _outputs; i++)
            _errors[last][i] = 2 * factor * (found[i] - targets[i]);
        for (var layer = last; layer >= 0; layer--)
        {
            var width = _widths[layer];
            var errors = _errors[layer].AsSpan();
            Lanes.AddScaled(Biases(gradients, layer), errors, 1);
            var weights = Weights(_weights, layer);
            var into = Weights(gradients, layer);
            if (layer == 0)
            {
                for (var i = 0; i < row.Indices.Length; i++)
                    Lanes.AddScaled(into.Slice(row.Indices[i] * width, width), errors, row.Values[i]);
                return;
            }

            Lanes.Back(errors, _values[layer - 1], weights, into, _errors[layer - 1]);
        }
    }

    private Span<float> Weights(float[] from, int layer) => from.AsSpan(_starts[layer], _inputs[layer] * _widths[layer]);

    private Span<float> Biases(float[] from, int layer) => from.AsSpan(_starts[layer] + (_inputs[layer] * _widths[layer]), _widths[layer]);
}
