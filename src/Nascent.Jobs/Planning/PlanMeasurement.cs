using System.Collections.Immutable;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Judging;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Requests;
using Nascent.Jobs.Workers;
using Nascent.Journal;
using Nascent.Randomness;
using Nascent.Reporting.Plans;
using Nascent.Runs;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;
using Nascent.Trials;

namespace Nascent.Jobs.Planning;

/// <summary>Times a few candidates on this machine, one process a core side by side as a search does: brief trainings, full ones cut short, and scores without training.</summary>
/// <param name="host">The world around.</param>
/// <param name="spec">What a search of the same words would do.</param>
/// <param name="space">The space.</param>
/// <param name="data">The data.</param>
internal sealed class PlanMeasurement(JobHost host, RunSpec spec, SearchSpace space, PreparedData data)
{
    /// <summary>How many candidates are timed.</summary>
    public const int Candidates = 8;

    // The candidates are chosen evenly from so many that keep the limits, ordered by their work; so many are drawn to find them.
    private const int Pool = 64, Draws = 2000;

    private readonly Signature _signature = data.Signature;
    private readonly Fidelity _brief = BriefOf(spec, data);

    /// <summary>How many timings there are, for progress.</summary>
    public int Timings(IReadOnlyCollection<TimedCandidate> chosen) => (2 * chosen.Count) + Math.Min(2, chosen.Count) + Baselines.NetworksFor(data.Preprocessing).Length;

    /// <summary>The candidates to time: drawn decision by decision, within the limits, from the cheapest to the costliest in equal steps of rank.</summary>
    /// <exception cref="NascentException">No network that was drawn keeps the limits.</exception>
    public ImmutableArray<TimedCandidate> Choose()
    {
        var (guard, seed) = (new MemoryGuard(spec), new Seed(spec.Seed).Derive("plan"));
        var pool = new Dictionary<Genotype, TimedCandidate>();
        for (var draw = 0; draw < Draws && pool.Count < Pool; draw++)
        {
            var genotype = space.Genotypes.SampleByDecision(seed.Derive(draw));
            var network = space.Resolve(genotype, _signature);
            var costs = new Metrics(CostTable.Totals(network));
            if (spec.Constraints.All(limit => limit.Holds(costs) != false) && guard.Refuse(network, costs) is null)
                pool.TryAdd(genotype, new(genotype, costs));
        }

        if (pool.Count == 0)
            throw new NascentException($"--limit: found none of {Draws:N0} networks drawn from '{space.Name}' that keeps {string.Join(" and ", spec.Constraints)}; loosen the limits, or choose a space with smaller networks.");
        var ordered = pool.Values.OrderBy(candidate => candidate.Costs[Metric.Work.Name]).ThenBy(candidate => candidate.Genotype.ToString(), StringComparer.Ordinal).ToArray();
        return [.. TrustRun.EvenlySpaced(ordered.Length, Math.Min(Candidates, ordered.Length)).Select(place => ordered[place])];
    }

    /// <summary>Times them.</summary>
    /// <param name="chosen">The candidates, the cheapest first.</param>
    /// <param name="display">Is told of every timing.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">Workers do not start.</exception>
    public async Task<PlanInput> RunAsync(ImmutableArray<TimedCandidate> chosen, IWorkProgress display, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("nascent-plan-");
        try
        {
            var folder = RunFolder.Create(temporary.FullName, "plan");
            PreparedDataFile.Write(folder.Path(RunPaths.Data), data);
            folder.OpenJournal(host.Time).Dispose(); // what has no journal is no run's folder
            var run = new OpenRun(folder, spec with { Estimator = Component(TrainEstimator.Name), Fidelity = _brief, SearchObjectives = null }, space, data, host.Catalogue);
            display.Begin($"{chosen.Length} networks, trained briefly");
            var ends = await EndsAsync(run, BriefJobs(run, chosen), display, cancellationToken);
            display.Begin("The most expensive networks and the baselines, with the recipe of full training");
            var full = await FullAsync(run, chosen, display, cancellationToken);
            display.Begin($"{chosen.Length} networks, scored without training");
            var scores = await EndsAsync(run with { Spec = spec with { Estimator = Component(ZeroCostEstimator.Name), Fidelity = Fidelity.Of(ZeroCostEstimator.Name) } }, ScoreJobs(run, chosen), display, cancellationToken);
            return Input([.. chosen.Select((candidate, i) => With(candidate, ends[i], scores[i]))], full);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    /// <summary>The fidelity of a brief training: a trial's, but no more samples than a trial of the default time has, so that a plan for hours does not take long.</summary>
    private static Fidelity BriefOf(RunSpec spec, PreparedData data)
    {
        var trial = spec.Estimator.Name == TrainEstimator.Name ? spec.Fidelity : RunSpecFactory.UsualFidelity(data, null);
        var samples = trial.Amount * data.Train.Count;
        return samples <= SearchDefaults.SamplesOfATrial ? trial : trial.With(Fidelity.DataShare, trial.Axis(Fidelity.DataShare, 1) * SearchDefaults.SamplesOfATrial / samples);
    }

    // What takes longer than the whole job would has no place in it; a machine needs a while to begin, however short the job.
    private TimeSpan? Limit => spec.Budget.Time is { } time && time > TimeSpan.FromMinutes(1) ? time : TimeSpan.FromMinutes(1);

    private ComponentSpec Component(string estimator) =>
        new(estimator, host.Catalogue.Estimator(estimator).Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal));

    private IEnumerable<EvaluationJob> BriefJobs(OpenRun run, ImmutableArray<TimedCandidate> chosen) => chosen.Select((candidate, i) => Job(run, candidate, i, "trial", _brief));

    private IEnumerable<EvaluationJob> ScoreJobs(OpenRun run, ImmutableArray<TimedCandidate> chosen) => chosen.Select((candidate, i) => Job(run, candidate, i, "trial", Fidelity.Of(ZeroCostEstimator.Name)));

    private EvaluationJob Job(OpenRun run, TimedCandidate candidate, int number, string phase, Fidelity fidelity) => new(
        $"plan:{number}", CandidateId.Trial(number), candidate.Genotype, fidelity, TrialSeeds.Of(spec.Seed, phase, run.Space.Resolve(candidate.Genotype, _signature), 0), 0, false, null, Limit);

    private async Task<ImmutableArray<(CandidateId, double)>> FullAsync(OpenRun run, ImmutableArray<TimedCandidate> chosen, IWorkProgress display, CancellationToken cancellationToken)
    {
        var fidelity = TrainingSpeed.FidelityOf(_brief, data.Train.Count);
        var found = Enumerable.Range(0, Math.Min(2, chosen.Length)).Select(i => (Id: CandidateId.Trial(chosen.Length - 1 - i), chosen[chosen.Length - 1 - i].Genotype));
        var all = found.Concat(Baselines.NetworksFor(data.Preprocessing).Select(id => (Id: id, Genotype: Genotype.Empty))).ToArray();
        var jobs = all.Select(one =>
        {
            var network = one.Id.BaselineName is { } name ? Baselines.Build(name, data) : space.Resolve(one.Genotype, _signature);
            return RetrainPhase.JobOf(spec, new(one.Id, one.Genotype, network, Metrics.None), 0, fidelity) with { Id = TimingPhase.JobIdOf(one.Id), TimeLimit = Limit };
        });
        var ends = await EndsAsync(run, jobs, display, cancellationToken);
        var costs = all.Zip(ends).Where(pair => pair.Second is JobReport.Finished).ToImmutableDictionary(pair => pair.First.Id, pair => ((JobReport.Finished)pair.Second).Evaluation.Cost);
        var speed = new TrainingSpeed(costs, data.Train.Count, data.Validation.Count);
        return [.. all.Select(one => (one.Id, speed.SecondsPerEpoch(one.Id)))];
    }

    /// <summary>What became of each job, in their order.</summary>
    private async Task<JobReport[]> EndsAsync(OpenRun run, IEnumerable<EvaluationJob> jobs, IWorkProgress display, CancellationToken cancellationToken)
    {
        run.Folder.WriteSpec(run.Spec, Manifest.Read());
        var (all, ends) = (jobs.ToArray(), new Dictionary<string, JobReport>());
        await using var engine = WorkerProgram.Engine(run, host);
        await UnrecordedJobs.RunAsync(engine, all, (job, end) =>
        {
            ends[job.Id] = end;
            display.Add(1);
        }, cancellationToken);
        return Array.ConvertAll(all, job => ends[job.Id]);
    }

    private TimedCandidate With(TimedCandidate candidate, JobReport brief, JobReport score)
    {
        var (trained, scored) = ((brief as JobReport.Finished)?.Evaluation, (score as JobReport.Finished)?.Evaluation);
        return candidate with
        {
            Brief = trained?.Cost,
            BriefValue = trained?.Metrics[spec.Objectives[0].Metric],
            ZeroCost = scored?.Cost.Wall,
            ZeroCostValue = scored?.Metrics[Metric.ZeroCost.Name],
            Failure = brief is JobReport.Failed failed ? failed.Detail : null,
        };
    }

    private PlanInput Input(ImmutableArray<TimedCandidate> timed, ImmutableArray<(CandidateId, double)> full)
    {
        var images = data.Preprocessing is Preprocessing.Image;
        return new PlanInput
        {
            Spec = spec,
            DataName = data.Name,
            AssumedWorkPerSecond = SearchDefaults.WorkPerSecond,
            Train = data.Train.Count,
            Scored = (int)_brief.Axis(Fidelity.HeldOut, data.Validation.Count),
            Timed = _brief,
            Candidates = timed,
            Full = full,
            MostInFull = spec.Retrain.Candidates ?? SearchDefaults.RetrainCandidatesFor(spec, data),
            Epochs = SearchDefaults.IsFullTraining(spec, data) ? (Math.Ceiling(spec.Fidelity.Axis(Fidelity.Epochs, 1)), (int)Math.Ceiling(spec.Fidelity.Axis(Fidelity.Epochs, 1)))
                : (SearchDefaults.FewestUsefulEpochs(images, data.Train.Count), images ? SearchDefaults.MostRetrainEpochsOfImages : SearchDefaults.MostRetrainEpochsOfTables),
        };
    }
}
