using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Opening;
using Nascent.Jobs.Scaling;
using Nascent.Journal;
using Nascent.Onnx.Latency;
using Nascent.Onnx.Parity;
using Nascent.Onnx.Running;
using Nascent.Reporting.Pictures;
using Nascent.Reporting.Pictures.Benches;
using Nascent.Spaces.Scaling;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs;

/// <summary>Scales a run's network in depth, width and resolution together, and trains the family (Tan and Le 2019, EfficientNet): each member a verified ONNX file.</summary>
/// <remarks>
/// Step 1 of the paper's section 3.3: scalings that about double the cost are trained briefly, and the best on the validation part is chosen. Step 2: its powers 0, 1, 2, … give the members. Each is trained from new weights by the recipe of the run's full trainings,
/// on the training part. The test part is read for each member's own score, and decides nothing. What was trained is kept, so that a broken-off job goes on with the next training.
/// </remarks>
public sealed class ScaleJob
{
    private const int Attempts = 4;
    private const string Noun = "what 'nascent scale' wrote; delete the folder and begin again";

    private readonly ScaleRequest _request;
    private readonly JobHost _host;
    private readonly IJobProgress _progress;
    private readonly OpenRun _run;
    private readonly Genotype _base;
    private readonly string _folder;
    private readonly TestPart _test;
    private readonly LatencyMeter _meter;
    private FamilyFacts _facts;

    private ScaleJob(ScaleRequest request, JobHost host, IJobProgress progress, OpenRun run, Genotype genotype)
    {
        (_request, _host, _progress, _run, _base, _meter) = (request, host, progress, run, genotype, new(host.Time));
        _folder = request.Folder is { } named ? host.PathOf(named) : run.Folder.Path("family");
        _test = PreparedDataFile.ReadTest(run.Folder.Path(RunPaths.Test));
        _facts = new(
            FamilyFacts.Present, $"nascent {ProgramVersion.Text}", run.Folder.Name, genotype.ToString(), request.By, request.Steps, request.Epochs, request.GridEpochs, run.Metric.Name, [], null, []);
    }

    /// <summary>Scales, trains and exports; goes on where an earlier call was broken off.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="host">The world around; null for the usual.</param>
    /// <param name="progress">Is told how it goes on.</param>
    /// <param name="cancellationToken">Breaks it off; what was trained stays.</param>
    /// <returns>The family's folder, and what is in it.</returns>
    /// <exception cref="NascentException">There is no such run or trial, the run's network cannot be scaled, or the folder has another family.</exception>
    public static async Task<(string Folder, FamilyFacts Facts)> RunAsync(ScaleRequest request, JobHost? host = null, IJobProgress? progress = null, CancellationToken cancellationToken = default)
    {
        (host, progress) = (host ?? new(), progress ?? UnseenProgress.Instance);
        if (request.Steps is < 1 or > 8)
            throw new NascentException($"--steps: found {request.Steps}, expected 1 to 8.");
        if (request is not { Epochs: > 0, GridEpochs: > 0 })
            throw new NascentException($"--epochs and --grid-epochs: found {request.Epochs} and {request.GridEpochs}, expected numbers above 0.");
        var (run, state) = await OpenRun.OfAsync(host, request.Run, "scale", cancellationToken);
        var job = new ScaleJob(request, host, progress, run, BaseOf(request, run, state));
        await Task.Run(() => job.Run(cancellationToken), cancellationToken);
        return (job._folder, job._facts);
    }

    private static Genotype BaseOf(ScaleRequest request, OpenRun run, RunState state)
    {
        if (request.Trial is { } asked)
            return asked >= 0 && asked < state.Trials.Count ? state.Trials[asked].Genotype : throw new NascentException($"--trial: found {asked}, expected the number of one of the {state.Trials.Count} trials of run '{run.Folder.Name}'.");
        return state.Winner?.Candidate switch
        {
            null => throw new NascentException($"Run '{run.Folder.Name}': has no winner yet, expected a finished run, or --trial N."),
            { TrialNumber: { } number } => state.Trials[number].Genotype,
            var other => throw new NascentException($"Run '{run.Folder.Name}': its winner is {other?.Text}, expected a network that was found; name one with --trial N."),
        };
    }

    private void Run(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        if (File.Exists(FactsPath))
            Continue(JsonFile.Read<FamilyFacts>(FactsPath, Noun));
        if (_facts.Grid.IsEmpty && _request.Steps > 1)
            Keep(_facts with { Grid = GridOf(cancellationToken) });
        for (var i = 0; i < _facts.Grid.Length; i++)
            if (_facts.Grid[i] is { Score: null, Failure: null } waiting)
                Keep(_facts with { Grid = _facts.Grid.SetItem(i, Tried(waiting, $"Training scaling {i + 1} of {_facts.Grid.Length} briefly", cancellationToken)) });
        if (_facts.Chosen is null && !_facts.Grid.IsEmpty)
            Keep(_facts with { Chosen = Best().Scaling });
        for (var phi = _facts.Members.Length; phi < _request.Steps; phi++)
            Keep(_facts with { Members = _facts.Members.Add(MemberOf(phi, cancellationToken)) });
        Draw();
    }

    private GridScaling Tried(GridScaling scaling, string what, CancellationToken cancellationToken)
    {
        try
        {
            return scaling with { Score = Train(scaling.Scaling, _request.GridEpochs, what, null, _run.Spec.RetrainRecipe, cancellationToken).Score };
        }
        catch (EstimationFailedException failure)
        {
            return scaling with { Failure = failure.Message };
        }
    }

    private GridScaling Best() => _facts.Grid.Where(one => one.Score is not null).MaxBy(one => _run.Spec.Objectives[0].Score(Metrics.None.With(_run.Metric.Name, one.Score!.Value)))
        ?? throw new NascentException($"{_host.Shorten(FactsPath)}: found no scaling whose brief training succeeded ({_facts.Grid[0].Failure}), expected one; try more --grid-epochs.");

    private void Continue(FamilyFacts known)
    {
        if (known with { Program = _facts.Program, Grid = [], Chosen = null, Members = [], Steps = _facts.Steps } != _facts || known.Members.Length > _request.Steps)
            throw new NascentException($"{_host.Shorten(_folder)}: found another family there, expected none, or one of the same request; name another folder with --output.");
        _facts = known with { Steps = _request.Steps };
        _progress.Say($"Going on with the family in {_host.Shorten(_folder)}: {known.Grid.Count(one => one.Score is not null)} scalings and {known.Members.Length} members are trained.");
    }

    private ImmutableArray<GridScaling> GridOf(CancellationToken cancellationToken)
    {
        using var step = _progress.Begin($"Looking for scalings that double the {(_request.By == ScaledCost.Macs ? "multiply-accumulates" : "latency")}");
        var known = new Dictionary<string, double>(StringComparer.Ordinal);
        double? CostOf(NetworkScaling scaling)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var network = NetworkOf(scaling);
                if (_request.By == ScaledCost.Macs)
                    return Macs(network);
                // What rounding makes equal is timed once.
                var key = CanonicalHash.Of(network).ToString();
                return known.TryGetValue(key, out var ms) ? ms : known[key] = _meter.Measure(network, _run.Data.Task, _run.Data.Preprocessing).MedianMs;
            }
            catch (ShapeException)
            {
                return null;
            }
        }

        return [.. CompoundGrid.Of(CostOf).Select(one => new GridScaling(one.Scaling, one.Cost, null))];
    }

    private FamilyMember MemberOf(int phi, CancellationToken cancellationToken)
    {
        var (name, scaling) = ($"b{phi}", (_facts.Chosen ?? NetworkScaling.None).Power(phi));
        var network = NetworkOf(scaling);
        var recipe = _run.Spec.RetrainRecipe;
        (double Score, ImmutableArray<NamedTensor> Weights, double Seconds)? trained = null;
        for (var attempt = 1; trained is null; attempt++)
        {
            try
            {
                trained = Train(scaling, _request.Epochs, $"Training {name} of b0 to b{_request.Steps - 1}", name, recipe, cancellationToken);
            }
            catch (EstimationFailedException failure) when (attempt < Attempts)
            {
                recipe = recipe with { LearningRate = recipe.LearningRate / 2 };
                _progress.Say($"Note: the training of {name} failed ({failure.Message.TrimEnd('.')}). It begins again at half the rate, {recipe.LearningRate:0.###}.");
            }
            catch (EstimationFailedException failure)
            {
                throw new RunFailedException($"The training of {name} in {_host.Shorten(_folder)} failed: {failure.Message}", failure);
            }
        }

        var (score, weights, seconds) = trained.Value;
        var (task, preprocessing) = (_run.Data.Task, _run.Data.Preprocessing);
        var reference = TorchPredictor.Predict(network, weights, _test.Samples, preprocessing, task, cancellationToken);
        var export = VerifiedExport.Make(network, weights, task, preprocessing, EntriesOf(name, scaling, score), _test.Samples.Values, reference);
        var file = $"{name}.onnx";
        export.File.Save(Path.Combine(_folder, file));
        using var model = OnnxModel.Load(export.File, file);
        var costs = new Metrics(CostTable.Totals(network));
        return new(
            name, scaling, (long)costs[Metric.Parameters.Name]!.Value, (long)costs[Metric.Macs.Name]!.Value, _meter.Measure(model, _test.Samples.Values).MedianMs, score,
            SampleScores.Compute(task, export.Outputs, _test.Samples.Targets)[_run.Metric.Name]!.Value, file, Convert.ToHexStringLower(SHA256.HashData(export.File.Bytes)), recipe.LearningRate, seconds);
    }

    /// <summary>Trains a scaled network on the training part, by all processor cores.</summary>
    /// <param name="scaling">The factors.</param>
    /// <param name="epochs">Passes over the data.</param>
    /// <param name="what">The step's words.</param>
    /// <param name="name">The member's name, where its weights are of use; else null.</param>
    /// <param name="recipe">How.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    private (double Score, ImmutableArray<NamedTensor> Weights, double Seconds) Train(NetworkScaling scaling, double epochs, string what, string? name, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        using var step = _progress.Begin(what);
        var network = NetworkOf(scaling);
        var artifacts = Path.Combine(_folder, "training");
        var fidelity = Fidelity.Of(TrainEstimator.Name).With(Fidelity.Epochs, epochs).With(TrainEstimator.KeepWeights, name is null ? 0 : 1).With(Fidelity.Parts, Environment.ProcessorCount);
        var estimator = new TrainEstimator(_run.Data, recipe, _run.Metric, artifacts, "cpu", time: _host.Time);
        var request = new EvaluationRequest(network, _base, fidelity, TrialSeeds.Of(_run.Spec.Seed, name is null ? "scale grid" : "scale", network, 0), 0, null);
        var told = new RelayProgress<Evaluation>(at => step.Report(at.Curve.IsEmpty ? 0 : Math.Min(1, at.Curve[^1].Epoch / epochs)));
        var result = estimator.EstimateAsync(request, told, cancellationToken).AsTask().GetAwaiter().GetResult();
        var weights = result.Artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactRef.Weights) is { } file ? WeightFile.Read(Path.Combine(_folder, file.Path)) : [];
        if (Directory.Exists(artifacts))
            Directory.Delete(artifacts, recursive: true);
        return (result.Metrics[_run.Metric.Name]!.Value, weights, result.Cost.Wall.TotalSeconds);
    }

    private Architecture NetworkOf(NetworkScaling scaling) => scaling.Of(_run.Space, _base, _run.Data.Signature);

    private static double Macs(Architecture network) => new Metrics(CostTable.Totals(network))[Metric.Macs.Name]!.Value;

    private ImmutableSortedDictionary<string, string> EntriesOf(string name, NetworkScaling scaling, double score)
    {
        static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["program"] = $"nascent {ProgramVersion.Text}",
            ["run"] = _run.Folder.Name,
            ["data"] = _run.Data.Name,
            ["data.sha256"] = _run.Data.Checksum,
            ["genotype"] = _base.ToString(),
            ["family.member"] = name,
            ["family.depth"] = Number(scaling.Depth),
            ["family.width"] = Number(scaling.Width),
            ["family.resolution"] = Number(scaling.Resolution),
            [$"{_run.Metric.Name}.validation"] = Number(score),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private void Draw()
    {
        var (metric, isShare) = (_run.Metric, _run.Metric == Metric.Accuracy);
        var picture = FamilyPicture.Draw(
            $"{_run.Folder.Name}: {_facts.Members.Length} members", $"Each trained for {_request.Epochs} epochs; scores on the test part",
            _request.By == ScaledCost.Macs ? "multiply-accumulates" : "latency in ms", isShare ? $"{metric.Name} in %" : metric.Name,
            [(_run.Folder.Name, [.. _facts.Members.Select(member => (member.Name, _request.By == ScaledCost.Macs ? member.Macs : member.LatencyMs, isShare ? 100 * member.Test : member.Test))])]);
        File.WriteAllBytes(Path.Combine(_folder, "family.png"), PngPicture.Encode(picture));
        File.WriteAllText(Path.Combine(_folder, "family.svg"), SvgPicture.Write(picture));
    }

    private string FactsPath => Path.Combine(_folder, "family.json");

    private void Keep(FamilyFacts facts)
    {
        _facts = facts;
        JsonFile.Write(FactsPath, facts);
    }
}
