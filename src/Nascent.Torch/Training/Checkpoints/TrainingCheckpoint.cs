using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Tasks;

namespace Nascent.Torch.Training.Checkpoints;

/// <summary>The whole state of a training between two steps: with it the training goes on as if it had not been paused.</summary>
/// <remarks>There is no state of a random generator, since all randomness is keyed by epoch, sample and step.</remarks>
/// <param name="Training">Which training it is of: network, data, recipe, seed and schedule.</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="LossSum">The sum of the losses of the present epoch's steps.</param>
/// <param name="Best">The value of the best epoch; NaN before the first.</param>
/// <param name="Metrics">The scores of the best epoch.</param>
/// <param name="Curve">The epochs that ended.</param>
/// <param name="Spent">What the job had cost that was broken off here; nothing where a trial ended.</param>
/// <param name="Course">How the end of the training had moved.</param>
/// <param name="Tensors">Trained weights, running statistics, what the optimiser remembers, then weights and statistics of the best epoch; each as it lies in memory.</param>
internal sealed record TrainingCheckpoint(
    string Training, long Steps, double LossSum, double Best, Metrics Metrics, ImmutableArray<CurvePoint> Curve, Cost Spent, ImmutableArray<CourseChange> Course, ImmutableArray<float[]> Tensors);
