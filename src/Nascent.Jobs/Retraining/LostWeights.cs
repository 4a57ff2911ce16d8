using System.Security.Cryptography;
using Nascent.Estimation;
using Nascent.Files;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Search;

namespace Nascent.Jobs.Retraining;

/// <summary>Weights of full trainings that the journal knows and the folder has no longer: they are trained again, to the same bits.</summary>
/// <param name="host">The world around.</param>
/// <param name="run">The run.</param>
/// <param name="state">Its state.</param>
/// <param name="display">Shows it.</param>
internal sealed class LostWeights(JobHost host, OpenRun run, RunState state, IJobProgress display)
{
    /// <summary>Trains what is missing or damaged.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    /// <exception cref="NascentException">Workers do not start, or a training came out otherwise than it is recorded.</exception>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        var lost = state.Retrained.Where(result => result.Members.IsEmpty && result.WeightsFile is not null && !IsWhole(result.Evaluation)).Select(result => (Job: JobOf(result), result.Evaluation))
            .Concat(state.Final is { } final && !IsWhole(final.Evaluation) ? [(JobOf(final), final.Evaluation)] : []).ToDictionary(one => one.Job.Id);
        if (lost.Count == 0)
        {
            RestoreEnsemble();
            return;
        }

        using var step = display.Begin($"Training {(lost.Count == 1 ? "1 network" : $"{lost.Count} networks")} again, whose weights the run's folder has no longer");
        await using var engine = WorkerProgram.Engine(run, host);
        var done = 0;
        await UnrecordedJobs.RunAsync(engine, lost.Values.Select(one => one.Job), (job, end) =>
        {
            Keep(job.Id, lost[job.Id].Evaluation, end);
            step.Report(++done / (double)lost.Count);
        }, cancellationToken);
        RestoreEnsemble();
    }

    // An ensemble's weights are its members', which are whole now but for fits that belong to the ensemble alone.
    private void RestoreEnsemble()
    {
        if (state.Retrained.FirstOrDefault(result => !result.Members.IsEmpty) is not { WeightsFile: { } weights } ensemble)
            return;
        var models = new PlainModels(run, run.Folder.ArtifactsPath, host.Time);
        foreach (var member in ensemble.Members.Where(member => member.Refit is { } refit && !IsWhole(refit)))
            RequireSame(EnsembleStep.Refit(models, member)?.Sha256 == member.Refit!.Sha256);
        if (!IsWhole(weights))
            RequireSame(EnsembleStep.Write(run, EnsembleStep.PartsOf(run, state, ensemble.Members)).Sha256 == weights.Sha256);

        void RequireSame(bool isSame)
        {
            if (!isSame)
                throw new NascentException($"Run '{run.Spec.Name}': the weights of the ensemble are not in its folder, and made again they are others: the machine or the version differs. Put artifacts/ back from a copy, or begin the search again.");
        }
    }

    private EvaluationJob JobOf(RetrainResult result) => RetrainPhase.JobOf(run.Spec, run.CandidateOf(result.Candidate, state), result.Replicate, state.Plan!.Fidelity);

    private EvaluationJob JobOf(RunEvent.FinallyTrained final) => FinalPhase.JobOf(run.Spec, run.CandidateOf(final.Candidate, state), final.Fidelity) with { Course = final.Evaluation.Course };

    private bool IsWhole(Evaluation evaluation) => WeightsOf(evaluation) is { } weights && IsWhole(weights);

    private bool IsWhole(ArtifactRef weights) => run.Folder.Path(weights.Path) is var path && File.Exists(path) && Checksum(path) == weights.Sha256;

    private void Keep(string name, Evaluation before, JobReport end)
    {
        var recorded = WeightsOf(before);
        if (end is not JobReport.Finished finished)
            throw new NascentException($"Run '{run.Spec.Name}': the weights of {name} are not in its folder, and training them again failed{(end is JobReport.Failed failed ? $": {failed.Detail}" : ".")} Put artifacts/ back from a copy, or begin the search again.");
        if (WeightsOf(finished.Evaluation) is not { } made || recorded is null || made.Sha256 != recorded.Sha256)
            throw new NascentException($"Run '{run.Spec.Name}': the weights of {name} are not in its folder, and trained again they are others: the machine or the version differs. Put artifacts/ back from a copy, or begin the search again.");
        if (made.Path != recorded.Path)
            File.Copy(run.Folder.Path(made.Path), run.Folder.Path(recorded.Path), overwrite: true);
    }

    private static ArtifactRef? WeightsOf(Evaluation evaluation) => evaluation.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights);

    private static string Checksum(string path)
    {
        if (new FileInfo(path).Length == 0)
            return "";
        using var stream = RegularFile.Open(path, "weights");
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
