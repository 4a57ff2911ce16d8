using System.Collections.Immutable;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Storage;
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
    /// <param name="candidate">A trial, or a baseline that is a network.</param>
    /// <param name="state">The run's state, which has the trials' genotypes.</param>
    public Architecture NetworkOf(CandidateId candidate, RunState state) => candidate.TrialNumber is { } number
        ? Space.Resolve(state.Trials[number].Genotype, Data.Signature)
        : Baselines.Build(candidate.BaselineName!, Data.Signature);

    /// <summary>The candidate with its network and costs, for full training.</summary>
    public RetrainCandidate CandidateOf(CandidateId candidate, RunState state)
    {
        var network = NetworkOf(candidate, state);
        return new RetrainCandidate(candidate, candidate.TrialNumber is { } number ? state.Trials[number].Genotype : Genotype.Empty, network, new Metrics(CostTable.Totals(network)));
    }

    /// <summary>The layers of the winner, once there is one.</summary>
    public ImmutableArray<LayerRow> WinnersLayers(RunState state) =>
        state.Winner is { } winner ? LayerRow.Of(NetworkOf(winner.Candidate, state), CostTable.Named(Metric.Parameters.Name), CostTable.Named(Metric.Macs.Name)) : [];
}
