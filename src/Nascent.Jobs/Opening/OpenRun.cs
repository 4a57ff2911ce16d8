using System.Collections.Immutable;
using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Architectures.Rewriting;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Files;
using Nascent.Genotypes;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Reporting.Outcomes;
using Nascent.Runs;
using Nascent.Search;
using Nascent.Spaces;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Trees;
using Nascent.Trials;

namespace Nascent.Jobs.Opening;

/// <summary>A run whose specification, space and data are at hand.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Spec">What it was asked to do.</param>
/// <param name="Space">Its space.</param>
/// <param name="Data">The training and validation part.</param>
/// <param name="Catalogue">What its strategy and estimator are of.</param>
public sealed record OpenRun(RunFolder Folder, RunSpec Spec, SearchSpace Space, PreparedData Data, Catalogue Catalogue)
{
    /// <summary>Its strategy.</summary>
    public StrategyDescription Strategy => Catalogue.Strategy(Spec.Strategy.Name);

    /// <summary>Its estimator.</summary>
    public EstimatorEntry Estimator => Catalogue.Estimator(Spec.Estimator.Name);

    /// <summary>The metric that decides.</summary>
    public Metric Metric => Metric.Named(Spec.Objectives[0].Metric);

    /// <summary>The costs that are known without training; latency among them where it was asked for.</summary>
    public ImmutableArray<ICostModel> Costs { get; init; } = CostTable.All;

    /// <summary>Opens the run that a user names, with its state.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="name">Its folder, or its name below <c>runs/</c>.</param>
    /// <param name="purpose">What it is opened to do, for the error.</param>
    /// <param name="cancellationToken">Interrupts.</param>
    /// <exception cref="NascentException">There is none, or nothing is recorded of it.</exception>
    internal static async Task<(OpenRun Run, RunState State)> OfAsync(JobHost host, string name, string purpose, CancellationToken cancellationToken)
    {
        var folder = RunPaths.Find(host, name);
        var state = await folder.ReadStateAsync(cancellationToken);
        return state.Spec is { } spec ? (Of(folder, spec, host.Catalogue), state)
            : throw new NascentException($"Run '{folder.Name}': nothing is recorded, so there is nothing to {purpose}.");
    }

    /// <summary>Opens a run's data and space.</summary>
    /// <exception cref="NascentException">The data is missing or damaged.</exception>
    public static OpenRun Of(RunFolder folder, RunSpec spec, Catalogue catalogue) =>
        new(folder, spec, SearchSpace.FromJson(spec.Space.ToJsonString(), $"the space of run '{spec.Name}'"), PreparedDataFile.Read(folder.Path(RunPaths.Data)), catalogue);

    /// <summary>The network of a candidate.</summary>
    /// <param name="candidate">A trial, a baseline, or the ensemble.</param>
    /// <param name="state">The run's state, which has the trials' genotypes, and the last training of the winner where there was one.</param>
    /// <exception cref="NascentException">The candidate is a model whose network is in its weights, and they are missing or damaged.</exception>
    public Architecture NetworkOf(CandidateId candidate, RunState state) => state.Final is { } final && final.Candidate == candidate && Baselines.IsPlainModel(candidate)
        ? PlainNetworkOf(candidate, final.Evaluation)
        : candidate.TrialNumber is null && state.Retrained.FirstOrDefault(result => result.Candidate == candidate) is { } result ? NetworkOf(result, state) : BuiltOf(candidate, state);

    /// <summary>The network of one full training: those of a plain model differ by what it was fitted to.</summary>
    /// <exception cref="NascentException">The network is in the weights, and they are missing or damaged.</exception>
    public Architecture NetworkOf(RetrainResult result, RunState state) => !result.Members.IsEmpty ? JoinedOf(result.Members, state)
        : Baselines.IsPlainModel(result.Candidate) ? PlainNetworkOf(result.Candidate, result.Evaluation) : BuiltOf(result.Candidate, state);

    private Architecture JoinedOf(ImmutableArray<EnsembleMember> members, RunState state) => WeightedSum.Join(
        CandidateId.Ensemble.Text, [.. members.SelectMany(member => PartsOf(member, state)).Select(part => part.Network)]);

    /// <summary>The networks that speak for a member of an ensemble, with the files of their weights.</summary>
    /// <exception cref="NascentException">A network is in its weights, and they are missing or damaged.</exception>
    public ImmutableArray<(Architecture Network, ArtifactRef Weights)> PartsOf(EnsembleMember member, RunState state) => member.Refit is { } refit
        ? [(PlainNetworkOf(member.Candidate, refit), refit)]
        : [.. state.Retrained.Where(result => result.Candidate == member.Candidate).OrderBy(result => result.Replicate).Select(result => (NetworkOf(result, state), result.WeightsFile!))];

    private Architecture BuiltOf(CandidateId candidate, RunState state) =>
        candidate.TrialNumber is { } number ? Space.Resolve(state.Trials[number].Genotype, Data.Signature) : Baselines.Build(candidate.BaselineName!, Data);

    /// <summary>The network of a plain model: how many trees there are is in its weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fit">A fit of it.</param>
    /// <exception cref="NascentException">The weights are missing or damaged.</exception>
    public Architecture PlainNetworkOf(CandidateId model, Evaluation fit) => fit.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights) is { } weights
        ? PlainNetworkOf(model, weights)
        : throw new NascentException($"Run '{Spec.Name}', {model.BaselineName}: found no weights in the journal, expected those of its fit. An older version wrote the run.");

    private Architecture PlainNetworkOf(CandidateId model, ArtifactRef weights) =>
        TableModels.NetworkOf(model.BaselineName!, Data.Signature, WeightsOf($"the fit of {model.BaselineName}", weights));

    /// <summary>The weights that a training left.</summary>
    /// <param name="training">What the file is of, for the error.</param>
    /// <param name="weights">The file, as it is recorded.</param>
    /// <exception cref="NascentException">They are missing, or not those that were recorded.</exception>
    internal ImmutableArray<NamedTensor> WeightsOf(string training, ArtifactRef weights)
    {
        var (path, wayOut) = (Folder.Path(weights.Path), $"the weights of {training}; 'nascent resume {Folder.Root}' trains them again");
        using (var stream = RegularFile.Open(path, wayOut))
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != weights.Sha256)
                throw new NascentException($"{path}: its checksum is not the journal's, expected {wayOut}.");
        return WeightFile.Read(path);
    }

    /// <summary>Whether a candidate's network can be told: a plain model's is in its weights, which a folder may have lost.</summary>
    public bool HasNetworkOf(CandidateId candidate, RunState state)
    {
        RetrainResult[] own = [.. state.Retrained.Where(result => result.Candidate == candidate)];
        ArtifactRef?[] OfFits(CandidateId model) => [.. state.Retrained.Where(result => result.Candidate == model).Select(result => result.WeightsFile)];
        ArtifactRef?[] needed = own.Any(result => !result.Members.IsEmpty)
            ? [.. own.SelectMany(result => result.Members).Where(member => Baselines.IsPlainModel(member.Candidate)).SelectMany(member => member.Refit is { } refit ? [refit] : OfFits(member.Candidate))]
            : !Baselines.IsPlainModel(candidate) ? []
            : state.Final is { } final && final.Candidate == candidate ? [.. final.Evaluation.Artifacts] : OfFits(candidate);
        return needed.All(weights => weights is not null && File.Exists(Folder.Path(weights.Path)));
    }

    /// <summary>The candidate with its network and costs, for full training. A plain model stands as a linear one: it is fitted, whatever its network will be.</summary>
    public RetrainCandidate CandidateOf(CandidateId candidate, RunState state)
    {
        var network = Baselines.IsPlainModel(candidate) ? TableModels.NetworkOf(TableModels.Linear, Data.Signature, []) : NetworkOf(candidate, state);
        return new RetrainCandidate(candidate, candidate.TrialNumber is { } number ? state.Trials[number].Genotype : Genotype.Empty, network, new Metrics(CostTable.Totals(network)));
    }

    /// <summary>The layers of the winner, once there is one.</summary>
    /// <exception cref="NascentException">They are in its weights, which are missing or damaged.</exception>
    public ImmutableArray<LayerRow> WinnersLayers(RunState state) =>
        state.Winner is { } winner ? LayerRow.Of(NetworkOf(winner.Candidate, state), CostTable.Named(Metric.Parameters.Name), CostTable.Named(Metric.Macs.Name)) : [];
}
