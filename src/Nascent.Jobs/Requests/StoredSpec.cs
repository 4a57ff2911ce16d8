using System.Collections.Immutable;
using Nascent.Estimation;
using Nascent.Journal;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Jobs.Requests;

/// <summary>The specification of an earlier run as a request: what was searched and how, to be done again, also on other data.</summary>
internal static class StoredSpec
{
    /// <summary>The request. What the run had from its data or its machine (its columns' kinds, the limit on work that its time implied, its folder) is left to be settled anew.</summary>
    public static SearchRequest RequestOf(RunSpec spec)
    {
        var words = spec.Data.Options;
        double? Share(string axis) => spec.Fidelity.Axis(axis, 1) is < 1 and var share ? share : null;
        double? Number(string name) => words.TryGetValue(name, out var text) ? Quantity.Share(name, text) : null;
        return new()
        {
            Data = spec.Data.Source.Length == 0 ? null : spec.Data.Source,
            Label = words.GetValueOrDefault("label"),
            Header = words.TryGetValue("header", out var header) ? Quantity.YesOrNo("header", header) : null,
            Task = words.GetValueOrDefault("task"),
            Split = words.GetValueOrDefault("split"),
            ValidationShare = Number("validation-share"),
            TestShare = Number("test-share"),
            ImageSize = words.TryGetValue("image-size", out var size) ? Quantity.Whole("image-size", size, 4, 1024) : null,
            Backbone = words.GetValueOrDefault("backbone"),
            BackboneInput = words.GetValueOrDefault("backbone-input"),
            Fit = words.GetValueOrDefault("fit"),
            Background = words.GetValueOrDefault("background"),
            Images = words.GetValueOrDefault("images"),
            Path = words.GetValueOrDefault("path"),
            SkipBad = words.ContainsKey("skip-bad"),
            Ignore = WordList.Parse(words.GetValueOrDefault("ignore")),
            Categorical = WordList.Parse(words.GetValueOrDefault("categorical")),
            Numeric = WordList.Parse(words.GetValueOrDefault("numeric")),
            Missing = WordList.Parse(words.GetValueOrDefault("missing")),
            NotMissing = WordList.Parse(words.GetValueOrDefault("not-missing")),
            Dates = words.GetValueOrDefault("dates"),
            Space = spec.Space.ToJsonString(),
            Strategy = spec.Strategy.Name,
            StrategyOptions = spec.Strategy.Options,
            Estimator = spec.Estimator.Name,
            EarlyStopping = spec.EarlyStopping?.Name,
            WidthShare = Share(Fidelity.Width),
            DepthShare = Share(Fidelity.Depth),
            ResolutionShare = Share(Fidelity.Resolution),
            Trials = spec.Budget.Trials,
            Budget = spec.Budget.Time + (spec.Budget.SpentBefore ?? TimeSpan.Zero),
            Maximize = [.. spec.Objectives.Where(objective => objective.Maximise).Select(objective => objective.Metric)],
            Minimize = [.. spec.Objectives.Where(objective => !objective.Maximise).Select(objective => objective.Metric)],
            Limits = [.. spec.Constraints.Where(limit => limit.Metric != Metric.Work.Name || spec.Budget.Time is null).Select(limit => limit.ToString())],
            RetrainCandidates = spec.Retrain.Candidates,
            RetrainSeeds = spec.Retrain.Seeds,
            RetrainEpochs = spec.Retrain.Epochs,
            Trust = spec.Trust is { WithinTime: false } trust ? trust.Candidates : null,
            Augment = spec.RetrainRecipe.Optimiser == OptimiserKind.Sgd ? Augmentation.Of(spec.RetrainRecipe).ToString() : null,
            Start = spec.RetrainRecipe.Optimiser == OptimiserKind.Sgd ? spec.RetrainRecipe.Start ?? StartChoice.None : null,
            ClassWeights = spec.RetrainRecipe.ClassWeights,
            Threads = spec.Workers.Threads,
            TrialTimeout = spec.Workers.TrialTimeout,
            Device = spec.Workers.Device,
            Precision = spec.Int8 ? "int8" : null,
            Seed = spec.Seed,
        };
    }
}
