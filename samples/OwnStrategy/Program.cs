// A whole job with a search strategy of your own.
using Nascent.Jobs;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;

#region job
var job = await SearchJob.BeginAsync(
    new SearchRequest
    {
        Data = Path.Combine(AppContext.BaseDirectory, "circles.csv"),
        Strategy = "smallest-first",
        Trials = 4,
        RetrainCandidates = 1,
        RetrainSeeds = 1,
        RetrainEpochs = 5,
    },
    Catalogue.BuiltIn.With(SmallestFirst.Description));
var result = await job.RunAsync();
Console.WriteLine($"{job.Spec.Strategy.Name} found {result.Winner}: {result.ModelPath}");
#endregion

Directory.Delete(result.Folder, recursive: true);

#region strategy
/// <summary>Of some random networks proposes the one with the fewest parameters that was not proposed before.</summary>
internal sealed class SmallestFirst(SmallestFirstOptions options) : IStrategy
{
    private readonly SmallestFirstOptions _options = Description.Checked(options);
    private readonly UnseenGenotypes _unseen = new();

    public static StrategyDescription Description { get; } = StrategyDescription.Of<SmallestFirstOptions>(
        "smallest-first", "of some random networks tries the smallest", options => new SmallestFirst(options));

    public Proposal Propose(SearchView view, Seed seed)
    {
        if (_unseen.IsExhausted(view.Space))
            return new Proposal.Done("every genotype of the space was proposed");
        var genotype = Enumerable.Range(0, _options.Draws).Select(i => _unseen.Draw(view.Space, seed.Derive(i))!)
            .MinBy(drawn => view.CostsOf(drawn)?["params"] ?? double.PositiveInfinity)!;
        _unseen.Add(genotype);
        return new Proposal.Try(genotype, view.Fidelity);
    }

    public void Observe(Trial finished)
    {
        // it learns nothing
    }
}

internal sealed record SmallestFirstOptions
{
    /// <summary>How many networks are drawn for each proposal.</summary>
    [Option(1, 1000, "networks that are drawn for each proposal")]
    public int Draws { get; init; } = 8;
}
#endregion
