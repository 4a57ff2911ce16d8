using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Tasks;
using Nascent.Trials;

namespace Nascent.Journal;

/// <summary>Something that happened in a run. The journal is the list of these, and a run's state is their fold.</summary>
/// <remarks>
/// A stored event is read by every later version: members are added with defaults, never renamed or removed; a change that breaks
/// raises <see cref="SchemaVersion"/> and brings a migration.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(RunResumed), "run-resumed")]
[JsonDerivedType(typeof(SharedSearched), "shared-searched")]
[JsonDerivedType(typeof(TrialProposed), "trial-proposed")]
[JsonDerivedType(typeof(TrialRejected), "trial-rejected")]
[JsonDerivedType(typeof(TrialDuplicated), "trial-duplicated")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(AttemptLost), "attempt-lost")]
[JsonDerivedType(typeof(TrialSucceeded), "trial-succeeded")]
[JsonDerivedType(typeof(TrialFailed), "trial-failed")]
[JsonDerivedType(typeof(TrialStopped), "trial-stopped")]
[JsonDerivedType(typeof(SearchEnded), "search-ended")]
[JsonDerivedType(typeof(EstimatorChecked), "estimator-checked")]
[JsonDerivedType(typeof(RetrainPlanned), "retrain-planned")]
[JsonDerivedType(typeof(Retrained), "retrained")]
[JsonDerivedType(typeof(RetrainFailed), "retrain-failed")]
[JsonDerivedType(typeof(WinnerChosen), "winner-chosen")]
[JsonDerivedType(typeof(FinallyTrained), "finally-trained")]
[JsonDerivedType(typeof(FinalTrainingFailed), "final-training-failed")]
[JsonDerivedType(typeof(TestScored), "test-scored")]
[JsonDerivedType(typeof(Deployed), "deployed")]
[JsonDerivedType(typeof(RunInterrupted), "run-interrupted")]
[JsonDerivedType(typeof(RunFinished), "run-finished")]
public abstract record RunEvent
{
    /// <summary>The version of the stored form.</summary>
    public const int SchemaVersion = 1;

    private RunEvent()
    {
    }

    /// <summary>When it was recorded, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The run began.</summary>
    /// <param name="Spec">All that decides what the run does.</param>
    /// <param name="Manifest">The versions and the machine that it runs on.</param>
    public sealed record RunStarted(RunSpec Spec, RunManifest Manifest) : RunEvent;

    /// <summary>The run goes on after an interruption.</summary>
    /// <param name="Manifest">The versions and the machine that it goes on with, which may be others than before.</param>
    public sealed record RunResumed(RunManifest Manifest) : RunEvent;

    /// <summary>The search over shared weights ended; what it prefers are the trials that follow.</summary>
    /// <param name="Outcome">What it prefers, and how it went.</param>
    /// <param name="Cost">What it cost.</param>
    public sealed record SharedSearched(SharedOutcome Outcome, Cost Cost) : RunEvent;

    /// <summary>The strategy proposed a trial that will be estimated. Costs are those known without training; <paramref name="Known"/> is how many trials the proposal could see, where a stopping rule judges by them.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Genotype">What was proposed.</param>
    /// <param name="Fidelity">At what fidelity.</param>
    /// <param name="Key">What is the same evaluation.</param>
    /// <param name="Costs">The costs known without training, each in its metric's unit.</param>
    /// <param name="Seed">The key of its randomness.</param>
    /// <param name="ContinueFrom">The number of the trial that it continues, or null where it starts afresh.</param>
    /// <param name="Known">The number of trials, from the first on, that the proposal could see; null without a stopping rule.</param>
    public sealed record TrialProposed(int Number, Genotype Genotype, Fidelity Fidelity, EvaluationKey Key, Metrics Costs, ulong Seed, int? ContinueFrom, int? Known = null) : RunEvent;

    /// <summary>The strategy proposed a trial that breaks a constraint.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Genotype">What was proposed.</param>
    /// <param name="Fidelity">At what fidelity.</param>
    /// <param name="Costs">The costs known without training, each in its metric's unit.</param>
    /// <param name="Reason">The constraint that it breaks.</param>
    /// <param name="Detail">The message behind the reason.</param>
    /// <param name="ContinueFrom">The number of the trial that it continues, or null where it starts afresh.</param>
    public sealed record TrialRejected(int Number, Genotype Genotype, Fidelity Fidelity, Metrics Costs, string Reason, string Detail, int? ContinueFrom = null) : RunEvent;

    /// <summary>The strategy proposed a trial that is the same evaluation as an earlier one.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Genotype">What was proposed.</param>
    /// <param name="Fidelity">At what fidelity.</param>
    /// <param name="Key">What is the same evaluation.</param>
    /// <param name="Costs">The costs known without training, each in its metric's unit.</param>
    /// <param name="Of">The number of the earlier trial.</param>
    /// <param name="ContinueFrom">The number of the trial that it continues, or null where it starts afresh.</param>
    public sealed record TrialDuplicated(int Number, Genotype Genotype, Fidelity Fidelity, EvaluationKey Key, Metrics Costs, int Of, int? ContinueFrom = null) : RunEvent;

    /// <summary>A worker began an attempt at a job. Not part of the compared fold.</summary>
    /// <param name="JobId">The job, such as <c>trial:17</c>.</param>
    /// <param name="Attempt">Counted from 1.</param>
    /// <param name="Worker">The name of the worker.</param>
    public sealed record AttemptStarted(string JobId, int Attempt, string Worker) : RunEvent;

    /// <summary>A worker was lost. Not part of the compared fold.</summary>
    /// <param name="JobId">The job, such as <c>trial:17</c>.</param>
    /// <param name="Attempt">Counted from 1.</param>
    /// <param name="Detail">How it was lost, such as the exit code and what the worker wrote last.</param>
    public sealed record AttemptLost(string JobId, int Attempt, string Detail) : RunEvent;

    /// <summary>A trial was estimated.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Evaluation">What was measured.</param>
    public sealed record TrialSucceeded(int Number, Evaluation Evaluation) : RunEvent;

    /// <summary>A trial could not be estimated.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Reason">A word such as <c>nan</c>, <c>timeout</c>, <c>memory</c>, <c>error</c> or <c>lost</c>.</param>
    /// <param name="Detail">The message behind the reason.</param>
    /// <param name="Cost">What was spent on it.</param>
    public sealed record TrialFailed(int Number, string Reason, string Detail, Cost Cost) : RunEvent;

    /// <summary>A trial was stopped early: by a stopping rule, which is then the reason, with what was measured until then; or by the end of the time.</summary>
    /// <param name="Number">The trial, counted from 0 in the order of proposal.</param>
    /// <param name="Reason">The name of the stopping rule, or <c>time</c>.</param>
    /// <param name="Cost">What was spent on it.</param>
    /// <param name="SoFar">What was measured until then, or null where nothing was.</param>
    public sealed record TrialStopped(int Number, string Reason, Cost Cost, Evaluation? SoFar = null) : RunEvent;

    /// <summary>No more trials are proposed, for this reason: <c>trials</c>, <c>time</c>, or the strategy's own.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record SearchEnded(string Reason) : RunEvent;

    /// <summary>Scores by shared weights were held against short trainings of the same trials; <paramref name="Estimator"/> is what ranks the trials from here on: the run's own estimator, or the cost that ranks these trials no worse.</summary>
    /// <param name="Trials">The trials with both scores.</param>
    /// <param name="Estimator">The name of what ranks the trials.</param>
    /// <param name="Cost">What the short trainings cost.</param>
    public sealed record EstimatorChecked(ImmutableArray<CheckedTrial> Trials, string Estimator, Cost Cost) : RunEvent;

    /// <summary>What is trained in full, and for how long; fitted to the measured speed, so it is recorded and reused.</summary>
    /// <param name="Candidates">The candidates, best first, baselines after them.</param>
    /// <param name="Seeds">How often each is trained.</param>
    /// <param name="Fidelity">How long.</param>
    /// <param name="BaselineSeeds">How often a baseline is trained, where that is not as often as the others.</param>
    public sealed record RetrainPlanned(ImmutableArray<CandidateId> Candidates, int Seeds, Fidelity Fidelity, int? BaselineSeeds = null) : RunEvent
    {
        /// <summary>How many trainings it is of.</summary>
        [JsonIgnore]
        public int Trainings => Candidates.Sum(SeedsOf);

        /// <summary>How often a candidate is trained.</summary>
        public int SeedsOf(CandidateId candidate) => candidate.BaselineName is null ? Seeds : BaselineSeeds ?? Seeds;
    }

    /// <summary>A candidate was trained in full, once. <paramref name="Reused"/> tells that the result came from an earlier run of the same data, recipe and length.</summary>
    /// <param name="Candidate">What was trained: a trial of the search, or a baseline.</param>
    /// <param name="Replicate">Which of its trainings, counted from 0.</param>
    /// <param name="Costs">The costs known without training, each in its metric's unit.</param>
    /// <param name="Evaluation">What was measured on the validation part.</param>
    /// <param name="Reused">Whether it was taken from an earlier run.</param>
    /// <param name="Seed">The key of its randomness; 0 in journals from before it was recorded.</param>
    public sealed record Retrained(CandidateId Candidate, int Replicate, Metrics Costs, Evaluation Evaluation, bool Reused, ulong Seed = 0) : RunEvent
    {
        /// <summary>The parts of an ensemble; null of what was trained by itself.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableArray<EnsembleMember>? Members { get; init; }
    }

    /// <summary>A candidate could not be trained in full.</summary>
    /// <param name="Candidate">What was trained: a trial of the search, or a baseline.</param>
    /// <param name="Replicate">Which of its trainings, counted from 0.</param>
    /// <param name="Reason">A word such as <c>nan</c>, <c>timeout</c> or <c>memory</c>.</param>
    /// <param name="Detail">The message behind the reason.</param>
    public sealed record RetrainFailed(CandidateId Candidate, int Replicate, string Reason, string Detail) : RunEvent;

    /// <summary>The candidate with the best mean validation value, and the replicate that is deployed.</summary>
    /// <param name="Candidate">The candidate.</param>
    /// <param name="Replicate">The training whose weights are deployed unless the winner is trained once more, counted from 0.</param>
    public sealed record WinnerChosen(CandidateId Candidate, int Replicate) : RunEvent;

    /// <summary>The winner was trained once more, for the time that was left and on all samples but those of the test part; its weights are deployed.</summary>
    /// <param name="Candidate">The winner.</param>
    /// <param name="Fidelity">How it was trained; its epochs are the first plan, and the evaluation's course tells how the end moved.</param>
    /// <param name="Evaluation">Its scores on the validation part, which it was trained on, so they judge nothing.</param>
    /// <param name="Seed">The key of its randomness.</param>
    public sealed record FinallyTrained(CandidateId Candidate, Fidelity Fidelity, Evaluation Evaluation, ulong Seed) : RunEvent;

    /// <summary>The last training of the winner failed; the weights by which it was chosen are deployed.</summary>
    /// <param name="Candidate">The winner.</param>
    /// <param name="Reason">A word such as <c>nan</c>, <c>timeout</c> or <c>memory</c>.</param>
    /// <param name="Detail">The message behind the reason.</param>
    public sealed record FinalTrainingFailed(CandidateId Candidate, string Reason, string Detail) : RunEvent;

    /// <summary>A fully trained candidate was scored on the test part, which decides nothing.</summary>
    /// <param name="Candidate">What was trained: a trial of the search, or a baseline.</param>
    /// <param name="Replicate">Which of its trainings, counted from 0.</param>
    /// <param name="Metrics">The scores on the test part.</param>
    public sealed record TestScored(CandidateId Candidate, int Replicate, Metrics Metrics) : RunEvent;

    /// <summary>The winner was exported, checked against its module, and timed.</summary>
    /// <param name="Deployment">The file, its scores, its parity with the module and its latency.</param>
    public sealed record Deployed(DeploymentRecord Deployment) : RunEvent;

    /// <summary>The run was interrupted and can be resumed.</summary>
    /// <param name="Reason">The word for why: <c>cancelled</c>.</param>
    public sealed record RunInterrupted(string Reason) : RunEvent;

    /// <summary>The run is complete.</summary>
    public sealed record RunFinished : RunEvent;
}
