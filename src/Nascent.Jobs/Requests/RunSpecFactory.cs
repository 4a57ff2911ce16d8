using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Files;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Hosting;
using Nascent.Journal;
using Nascent.Predictors;
using Nascent.Search.Stopping;
using Nascent.Spaces;
using Nascent.Spaces.Catalog;
using Nascent.Strategies;
using Nascent.Tasks;
using Nascent.Torch.Training;
using Nascent.Trials;

namespace Nascent.Jobs.Requests;

/// <summary>Turns what a user asks into the specification of a run, once the data is known.</summary>
internal static class RunSpecFactory
{
    /// <summary>The specification.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="name">The run's name.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    /// <param name="prior">What an earlier search measured, or null.</param>
    /// <exception cref="NascentException">A metric is not of the data's task, or an option of the strategy is wrong.</exception>
    public static RunSpec Create(SettledRequest request, string name, PreparedData data, SearchSpace space, PredictorRecord? prior = null)
    {
        var (strategy, estimator) = (request.Strategy, request.Estimator);
        RequireMatch(request, strategy, estimator, data.Task);
        var objectives = ObjectivesOf(request, data.Task);
        RequireStoppable(request, strategy, estimator, objectives);
        SharedTraining.Require(request, strategy, space);
        StartChoice.Require(request, data, space);
        var recipe = RecipeDefaults.For(data, request.Augmentation) with { ClassWeights = request.ClassWeights, Start = StartChoice.Of(request) };
        var fidelity = FidelityOf(request, data);
        ImmutableArray<Constraint> limits = [.. request.Constraints, .. WorkLimit.For(request, data, space, fidelity)];
        return new RunSpec
        {
            Name = name,
            Data = new DataSpec(request.Data ?? "", request.DataWords, data.Checksum),
            Space = JsonNode.Parse(space.ToJson())!,
            Strategy = new ComponentSpec(strategy.Name, strategy.Version, prior is null ? request.StrategyOptions : EarlierSearch.OptionsOf(request)),
            Estimator = new ComponentSpec(estimator.Name, estimator.Version, ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)),
            Shared = SharedTraining.SearchOf(strategy, request, data, space),
            Fidelity = estimator.Abilities.SharesWeights ? SharedTraining.FidelityOf(request, data, space, limits) : fidelity,
            Recipe = RecipeDefaults.ForSearch(data, request.Augmentation) with { ClassWeights = request.ClassWeights, Start = StartChoice.Of(request) },
            RetrainRecipe = recipe,
            Objectives = objectives,
            SearchObjectives = estimator.Abilities.Ranking is { } ranking ? [new Objective(ranking.Name, ranking.HigherIsBetter), .. objectives.Where(objective => !JudgesPredictions(objective.Metric))] : null,
            Constraints = limits,
            Budget = new RunBudget(request.Trials, request.Time, SearchDefaults.SearchShareFor(estimator.Abilities, data)) { SpentBefore = request.SpentBefore },
            EarlyStopping = StoppingRules.BuiltIn.SpecOf(request.EarlyStopping),
            Retrain = request.Retrain with
            {
                Final = request.Time is not null && request.Retrain.Epochs is null,
                Folds = request.Retrain.Seeds is null && request.DataOptions.Split is SplitRule.Stratified ? SearchDefaults.FoldsFor(data) : 0,
                Ensemble = data.Preprocessing is Preprocessing.Table,
            },
            Trust = request.Trust is > 0 and var candidates ? new(candidates, false) : null,
            Workers = request.Workers,
            Prior = prior,
            Int8 = request.Int8,
            Seed = request.Seed,
        };
    }

    /// <summary>The space that was asked for, or the default of the data's kind.</summary>
    /// <param name="host">The world around.</param>
    /// <param name="word">A name, a file, or null for the default.</param>
    /// <param name="data">The data, or null where its kind is not known yet.</param>
    /// <param name="where">What the user calls the word.</param>
    /// <exception cref="NascentException">There is no such space, its file is invalid, or it does not fit the data.</exception>
    public static SearchSpace SpaceOf(JobHost host, string? word, PreparedData? data, string where = "--space")
    {
        if (word is null && data?.Preprocessing is Preprocessing.Backbone backbone)
            return BackboneHeads.Create(backbone);
        var name = word ?? data?.Preprocessing switch
        {
            Preprocessing.Table { Features: > Tabular.MostFeatures } => SpaceCatalog.DefaultForWideTables,
            Preprocessing.Table => SpaceCatalog.DefaultForTables,
            _ => SpaceCatalog.DefaultForImages,
        };
        if (host.Catalogue.Spaces.FirstOrDefault(entry => entry.Name == name) is { } known)
            return known.Create();
        if (name.AsSpan().TrimStart().StartsWith("{"))
            return SearchSpace.FromJson(name, where);
        if (File.Exists(host.PathOf(name)))
            return SearchSpace.FromJson(RegularFile.ReadText(host.PathOf(name), "a search space as JSON"), name);
        var names = host.Catalogue.Spaces.Select(entry => entry.Name);
        throw name.AsSpan().ContainsAny('/', '.')
            ? new NascentException($"{where}: found no file '{name}', expected a JSON file or one of {string.Join(", ", names)}.")
            : NascentException.UnknownName("search space", name, names);
    }

    /// <summary>Refuses wishes that an estimator without training of single candidates cannot fulfil.</summary>
    private static void RequireMatch(SettledRequest request, StrategyDescription strategy, EstimatorEntry estimator, LearningTask task)
    {
        if (estimator.Abilities.SharesWeights)
            RequireShared(request, strategy, estimator);
        if (estimator.Abilities.Ranking is null)
            return;
        if (strategy.UsesRungs)
            throw new NascentException($"--strategy: found '{strategy.Name}', which trains for several lengths, expected a strategy of one length beside --estimator {estimator.Name}, which trains nothing.");
        (string Option, bool IsAsked)[] lengths = [("--epochs", request.Epochs is not null), ("--data-share", request.DataShare is not null), .. Copies(request).Select(copy => (copy.Option, copy.Share != 1))];
        if (lengths.FirstOrDefault(length => length.IsAsked).Option is { } option)
            throw new NascentException($"{option}: found beside --estimator {estimator.Name}, which trains nothing; leave it out, or set the length of full training with --retrain-epochs.");
        ObjectivesOf(request, task); // a metric of another task is told first
        if (request.Constraints.FirstOrDefault(constraint => JudgesPredictions(constraint.Metric)) is { } limit)
            throw new NascentException($"--limit: found '{limit}' beside --estimator {estimator.Name}, which trains nothing and so measures no {limit.Metric}; expected limits on costs, such as 'params<=100k'.");
    }

    private static void RequireShared(SettledRequest request, StrategyDescription strategy, EstimatorEntry estimator)
    {
        if (strategy.UsesRungs)
            throw new NascentException($"--strategy: found '{strategy.Name}', which trains for several lengths, expected a strategy of one length beside --estimator {estimator.Name}, which trains one supernet for all candidates.");
        (string Option, bool IsAsked)[] lengths = [("--data-share", request.DataShare is not null), .. Copies(request).Select(copy => (copy.Option, copy.Share != 1))];
        if (lengths.FirstOrDefault(length => length.IsAsked).Option is { } option)
            throw new NascentException($"{option}: found beside --estimator {estimator.Name}, whose supernet is trained on all of the training data at full size; leave it out, or set its length with --epochs.");
        if (request.Workers.Device != SearchDefaults.Device)
            throw new NascentException($"--device: found '{request.Workers.Device}' beside --estimator {estimator.Name}, whose supernet is trained on the processor; expected {SearchDefaults.Device}.");
    }

    /// <summary>Refuses to stop trials early by one objective where that would decide over others, where there is no curve, and where the strategy does it itself: what goes on from a checkpoint would be judged at other epochs than what does not.</summary>
    private static void RequireStoppable(SettledRequest request, StrategyDescription strategy, EstimatorEntry estimator, ImmutableArray<Objective> objectives)
    {
        if (request.EarlyStopping == StoppingRules.None)
            return;
        if (estimator.Abilities.Ranking is not null || estimator.Abilities.SharesWeights)
            throw new NascentException($"--early-stopping: found '{request.EarlyStopping}' beside --estimator {estimator.Name}, which trains {(estimator.Abilities.SharesWeights ? "no single candidate" : "nothing")}; leave it out.");
        if (strategy.UsesRungs)
            throw new NascentException($"--early-stopping: found '{request.EarlyStopping}' beside --strategy {strategy.Name}, which leaves unpromising trials early itself; leave one of them out.");
        if (objectives.Length > 1)
            throw new NascentException($"--early-stopping: found '{request.EarlyStopping}' with {objectives.Length} objectives ({string.Join(", ", objectives.Select(objective => objective.Metric))}), expected one: a curve shows {objectives[0].Metric} alone. Turn the others into limits, such as --limit \"params<=100k\", or leave it out.");
    }

    /// <summary>Whether a metric judges predictions, which costs do not.</summary>
    internal static bool JudgesPredictions(string metric) => Metric.Find(metric) is { JudgesPredictions: true };

    /// <summary>The fidelity of a trial.</summary>
    public static Fidelity FidelityOf(SettledRequest request, PreparedData data) => request.Estimator.Abilities.Ranking is not null ? Fidelity.Of(request.Estimator.Name)
        : TrainedFidelity(request.Estimator.Name, data, request.Time, request.Epochs, request.DataShare, Copies(request).Select(copy => (copy.Axis, copy.Share)), request.DataOptions.Split is SplitRule.Stratified);

    /// <summary>The fidelity of a trial by the estimator <c>train</c> of which nothing else is asked.</summary>
    /// <param name="data">The data.</param>
    /// <param name="time">The whole job's time; null for the default.</param>
    public static Fidelity UsualFidelity(PreparedData data, TimeSpan? time) => TrainedFidelity(SearchDefaults.Estimator, data, time, null, null, [], isStratified: true);

    private static Fidelity TrainedFidelity(
        string estimator, PreparedData data, TimeSpan? time, double? askedEpochs, double? askedShare, IEnumerable<(string Axis, double Share)> copies, bool isStratified)
    {
        var isTable = data.Preprocessing is Preprocessing.Table;
        var samples = (isTable ? SearchDefaults.RowsOfATrial : SearchDefaults.SamplesOfATrial) * Math.Max(1, (time ?? SearchDefaults.Time) / SearchDefaults.Time);
        var epochs = askedEpochs ?? SearchDefaults.SearchEpochs(data.Train.Count, samples, isTable);
        var share = askedShare ?? Math.Round(Math.Min(isTable && isStratified ? SearchDefaults.MostRowsOfATrial(data.Train.Count) : 1, samples / (epochs * data.Train.Count)), 3);
        var fidelity = Fidelity.Of(estimator).With(Fidelity.Epochs, epochs).With(Fidelity.DataShare, Math.Max(share, 0.001));
        foreach (var copy in copies.Where(copy => copy.Share != 1))
            fidelity = fidelity.With(copy.Axis, copy.Share);
        var unused = (int)((1 - share) * data.Train.Count);
        var heldOut = Math.Min(unused, Math.Max(SearchDefaults.ScoredSamples, data.Validation.Count));
        return isStratified && heldOut >= Math.Min(SearchDefaults.ScoredSamples, data.Validation.Count) && heldOut > 0 ? fidelity.With(Fidelity.HeldOut, heldOut) : fidelity;
    }

    /// <summary>How much smaller than the candidate the network is that a trial trains.</summary>
    private static (string Option, string Axis, double Share)[] Copies(SettledRequest request) =>
    [
        ("--width-share", Fidelity.Width, request.WidthShare),
        ("--depth-share", Fidelity.Depth, request.DepthShare),
        ("--resolution-share", Fidelity.Resolution, request.ResolutionShare),
    ];

    private static ImmutableArray<Objective> ObjectivesOf(SettledRequest request, LearningTask task)
    {
        var qualities = Metric.Of(task);
        foreach (var name in request.Objectives.Select(objective => objective.Metric).Concat(request.Constraints.Select(constraint => constraint.Metric)))
            if (JudgesPredictions(name) && qualities.All(metric => metric.Name != name))
                throw new NascentException($"Metric '{name}': judges {(task is LearningTask.Classification ? "regressions, and this data has classes" : "classifications, and this data has a number to predict")}; use one of {string.Join(", ", qualities.Select(metric => metric.Name))}.");
        var quality = request.Objectives.Where(objective => qualities.Any(metric => metric.Name == objective.Metric)).ToArray();
        return [.. quality.Length > 0 ? quality : [Objective.Of(qualities[0].Name)], .. request.Objectives.Except(quality).Distinct()];
    }
}
