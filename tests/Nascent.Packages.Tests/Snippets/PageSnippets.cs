using Nascent.Jobs;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Predictors;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

namespace Nascent.Packages.Tests.Snippets;

/// <summary>Code that pages show and that no test runs by itself: it compiles.</summary>
internal static class PageSnippets
{
    public static async Task LibraryAsync()
    {
        #region library
        var job = await SearchJob.BeginAsync(
            new SearchRequest { Data = "photos/", Budget = TimeSpan.FromMinutes(10), Limits = ["params<=100k"] });
        var result = await job.RunAsync();
        Console.WriteLine($"{result.Winner}: {result.ModelPath}");
        #endregion
    }

    public static async Task ReadmeAsync()
    {
        #region readme
        var job = await SearchJob.BeginAsync(
            new SearchRequest { Data = "photos/", Budget = TimeSpan.FromMinutes(10), Strategy = "mine", Limits = ["params<=100k"] },
            Catalogue.BuiltIn.With(MyStrategy.Description));
        var result = await job.RunAsync();
        Console.WriteLine($"{result.Winner}: {result.ModelPath}");
        #endregion
    }

    public static void Predictors(
        PredictorDescription kind, PredictorDomain domain, IReadOnlyList<PredictorObservation> observations, PredictorInput candidate)
    {
        #region predictors
        var predictor = AccuracyPredictor.Fit(kind, domain, "accuracy", observations, new Seed(1));
        var value = predictor.Predict(candidate);
        Console.WriteLine($"{value.Mean} ± {value.Deviation}");
        PredictorFile.Write("predictor.json", predictor.Record);
        #endregion
    }

    private sealed class MyStrategy : IStrategy
    {
        public static StrategyDescription Description { get; } = StrategyDescription.Of("mine", "proposes at random", () => new MyStrategy());

        public Proposal Propose(SearchView view, Seed seed) => new Proposal.Try(view.Space.Sample(seed), view.Fidelity);

        public void Observe(Trial finished)
        {
            // it learns nothing
        }
    }
}
