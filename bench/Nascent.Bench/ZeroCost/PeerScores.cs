namespace Nascent.Bench.ZeroCost;

/// <summary>A process of PyTorch that computes scores of networks of NAS-Bench-201 on request.</summary>
/// <param name="setting"><c>default</c> or <c>best</c>.</param>
internal sealed class PeerScores(string setting) : IDisposable
{
    private readonly PeerProcess _process = new("pytorch_zero_cost.py", setting);

    /// <summary>Computes one score.</summary>
    /// <param name="score">Its name.</param>
    /// <param name="architecture">The published string of the network.</param>
    /// <returns>Processor seconds with making the network and without, and the score.</returns>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public (double WithMaking, double Alone, double Value) Of(string score, string architecture) => _process.Ask($"{score} {architecture}") is [var withMaking, var alone, var value]
        ? (withMaking, alone, value) : throw new InvalidOperationException("The process of PyTorch answered with other than three numbers.");

    public void Dispose() => _process.Dispose();
}
