using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Retraining;

/// <summary>Makes one network of the models that were trained in full: an ensemble, to be a candidate itself.</summary>
/// <remarks>
/// Members are picked one by one with replacement, each time the one that lowers the loss the most (Caruana et al. 2004); a member's share is how often it was picked. The loss is the share of errors, the mean negative
/// log-probability or the squared error on the samples that each training has left out: its fold of a cross-validation, or the validation part. All full trainings of a member take part, with equal weights (bagging, Breiman 1996).
/// </remarks>
/// <param name="run">The run.</param>
/// <param name="state">Its state after full training.</param>
/// <param name="models">What fits plain models again.</param>
internal sealed class EnsembleStep(OpenRun run, RunState state, PlainModels models)
{
    private const int Picks = 15;
    private const int FewFolds = 3;

    private readonly int _folds = (int)state.Plan!.Fidelity.Axis(Fidelity.Folds, 0);

    /// <summary>What the ensemble came to; null where nothing is there to make one of.</summary>
    /// <param name="time">What it takes is measured by this.</param>
    /// <param name="cancellationToken">Stops between two predictions.</param>
    public RunEvent.Retrained? Make(TimeProvider time, CancellationToken cancellationToken)
    {
        var (began, cpu) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var all = _folds > 1 ? run.Data.Train.FollowedBy(run.Data.Validation) : run.Data.Validation;
        var rowsOf = _folds > 1 ? run.Data.FoldsOf(_folds).Index().GroupBy(row => row.Item, row => row.Index).OrderBy(group => group.Key).Select(group => group.ToArray()).ToArray() : [[.. Enumerable.Range(0, all.Count)]];
        var known = state.Retrained.Where(result => result.Members.IsEmpty).GroupBy(result => result.Candidate)
            .Select(group => (Candidate: group.Key, Parts: PartsOf(group))).Where(one => !one.Parts.IsEmpty)
            .Select(one => (one.Candidate, one.Parts, Said: Said(one.Parts, all, rowsOf, cancellationToken))).ToArray();
        if (known.Length == 0)
            return null;
        var members = known.Zip(SharesOf([.. known.Select(one => one.Said)], all.Targets)).Where(one => one.Second > 0).Select(one => (one.First.Candidate, one.First.Parts, one.First.Said, Share: one.Second)).ToArray();
        var said = new float[all.Count * run.Data.Task.Outputs];
        foreach (var member in members)
            Add(said, member.Said, member.Share);
        ImmutableArray<EnsembleMember> shares = [.. members.Select(member => Refitted(new EnsembleMember(member.Candidate, member.Share)))];
        var parts = PartsOf(run, state, shares);
        var evaluation = new Evaluation(
            MeanScores(said, all, rowsOf), new Cost(time.GetElapsedTime(began), Environment.CpuUsage.TotalTime - cpu, 0, 0), [], [Write(run, parts)],
            string.Join(", ", shares.OrderByDescending(member => member.Share).Select(member => FormattableString.Invariant($"{100 * member.Share:0} % {member.Candidate.Label}"))));
        return new(CandidateId.Ensemble, 0, new Metrics(CostTable.Totals(WeightedSum.Join(CandidateId.Ensemble.Text, [.. parts.Select(part => part.Network)]))), evaluation, false) { Members = shares };
    }

    /// <summary>The trainings of an ensemble's members, with the factor of each.</summary>
    public static ImmutableArray<(Architecture Network, ImmutableArray<NamedTensor> Weights, double Factor)> PartsOf(OpenRun run, RunState state, ImmutableArray<EnsembleMember> members) =>
        [.. members.SelectMany(member => run.PartsOf(member, state) is var parts ? parts.Select(part => (part.Network, run.WeightsOf(member.Candidate.Label, part.Weights), member.Share / parts.Length)) : [])];

    /// <summary>Fits a member again to all samples but the test part.</summary>
    public static ArtifactRef? Refit(PlainModels models, EnsembleMember member) =>
        models.Fit(member.Candidate, Fidelity.Of(TrainEstimator.Name).With(Fidelity.WithValidation, 1), 0)?.Artifacts[0];

    // Without folds a member has not seen the validation part, which has chosen the shares and is free now; in few folds each model lacks a good part of the samples. A plain model is fitted in moments.
    private EnsembleMember Refitted(EnsembleMember member) => _folds > FewFolds || !Baselines.IsPlainModel(member.Candidate) ? member : member with { Refit = Refit(models, member) };

    /// <summary>Writes an ensemble's weights into the run's folder.</summary>
    public static ArtifactRef Write(OpenRun run, ImmutableArray<(Architecture Network, ImmutableArray<NamedTensor> Weights, double Factor)> parts)
    {
        var relative = Path.Combine("artifacts", "ensemble.safetensors");
        WeightFile.Write(run.Folder.Path(relative), WeightedSum.Weights(parts));
        return ArtifactRef.Of(ArtifactRef.Weights, run.Folder.Root, run.Folder.Path(relative));
    }

    /// <summary>A candidate's trainings; none where one is missing, or it cannot be a part.</summary>
    private ImmutableArray<(Architecture Network, ImmutableArray<NamedTensor> Weights)> PartsOf(IEnumerable<RetrainResult> trainings)
    {
        RetrainResult[] ordered = [.. trainings.OrderBy(result => result.Replicate)];
        if ((_folds > 1 && ordered.Length != _folds) || ordered.Any(result => result.WeightsFile is null))
            return [];
        ImmutableArray<(Architecture Network, ImmutableArray<NamedTensor> Weights)> parts = [.. ordered.Select(result => (run.NetworkOf(result, state), run.WeightsOf(result.Candidate.Label, result.WeightsFile!)))];
        return parts.All(part => WeightedSum.Takes(part.Network)) ? parts : [];
    }

    // What was said of each sample by the trainings that have not seen it: (samples, outputs).
    private float[] Said(ImmutableArray<(Architecture Network, ImmutableArray<NamedTensor> Weights)> parts, Samples all, int[][] rowsOf, CancellationToken cancellationToken)
    {
        var (outputs, said) = (run.Data.Task.Outputs, new float[all.Count * run.Data.Task.Outputs]);
        foreach (var (replicate, part) in parts.Index())
        {
            var rows = rowsOf[_folds > 1 ? replicate : 0];
            var own = TorchPredictor.Predict(part.Network, part.Weights, all.Take(rows), run.Data.Preprocessing, run.Data.Task, cancellationToken);
            foreach (var (place, row) in rows.Index())
                for (var output = 0; output < outputs; output++)
                    said[(row * outputs) + output] += own[(place * outputs) + output] / (_folds > 1 ? 1 : parts.Length);
        }

        return said;
    }

    private double[] SharesOf(float[][] said, SampleTargets targets)
    {
        var (picked, sum, best) = (new int[said.Length], new float[said[0].Length], (Loss: double.PositiveInfinity, Picked: Array.Empty<int>()));
        for (var pick = 1; pick <= Picks; pick++)
        {
            var (next, loss) = Enumerable.Range(0, said.Length).Select(i => (i, SampleScores.LossOf(run.Data.Task, [.. sum.Zip(said[i], (before, own) => (before + own) / pick)], targets, run.Metric.CountsClasses))).MinBy(one => one.Item2);
            picked[next]++;
            Add(sum, said[next], 1);
            if (loss < best.Loss)
                best = (loss, [.. picked]);
        }

        return [.. best.Picked.Select(times => (double)times / best.Picked.Sum())];
    }

    private Metrics MeanScores(float[] said, Samples all, int[][] rowsOf)
    {
        var outputs = run.Data.Task.Outputs;
        var scores = rowsOf.Select(rows => SampleScores.Compute(run.Data.Task, [.. rows.SelectMany(row => said[(row * outputs)..((row + 1) * outputs)])], all.Targets.Take(rows))).ToArray();
        return new(scores.SelectMany(one => one.Values).GroupBy(pair => pair.Key).Where(group => group.Count() == scores.Length).ToImmutableSortedDictionary(group => group.Key, group => group.Average(pair => pair.Value)));
    }

    private static void Add(float[] sum, float[] said, double factor)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += (float)(factor * said[i]);
    }
}
