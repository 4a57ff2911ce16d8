using Nascent.Data;
using Nascent.Journal;
using Nascent.Spaces;
using Nascent.Tasks;

namespace Nascent.Jobs.Catalogues;

/// <summary>Where an estimator works.</summary>
/// <param name="Spec">The run whose trials it judges.</param>
/// <param name="Space">The run's search space.</param>
/// <param name="Data">The training and validation set.</param>
/// <param name="Artifacts">The folder for its files.</param>
/// <param name="Device"><c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</param>
/// <param name="Threads">Threads of one operation, at least 1.</param>
/// <param name="Time">The clock of costs.</param>
public sealed record EstimatorSetting(RunSpec Spec, SearchSpace Space, PreparedData Data, string Artifacts, string Device, int Threads, TimeProvider Time)
{
    /// <summary>The metric that decides.</summary>
    public Metric Metric => Metric.Named(Spec.Objectives[0].Metric);
}
