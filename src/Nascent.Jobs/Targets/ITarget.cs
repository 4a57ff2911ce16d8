using System.Collections.Immutable;
using Nascent.Jobs.Hosting;

namespace Nascent.Jobs.Targets;

/// <summary>A place where models are timed.</summary>
internal interface ITarget
{
    /// <summary>Times models for one sample each, one after another, each in turns with a reference.</summary>
    /// <param name="models">The bytes of ONNX files.</param>
    /// <param name="care">How long each is measured.</param>
    /// <param name="step">Is told of the share that is done.</param>
    /// <param name="cancellationToken">Breaks it off between two models.</param>
    /// <returns>What each took.</returns>
    /// <exception cref="NascentException">A model cannot be run there, or the place cannot be reached.</exception>
    Task<ImmutableArray<TimedBeside>> MeasureAsync(IReadOnlyList<byte[]> models, MeasuringCare care, IStep step, CancellationToken cancellationToken);
}
