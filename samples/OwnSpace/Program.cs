// A whole job over a search space of your own.
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using Nascent.Spaces;
using static Nascent.Spaces.SpaceSyntax;

#region space
var space = SearchSpace.Table("two-widths", net => net
    .Linear("first", features: OneOf(8, 16, 32), activation: OneOf(Relu, Gelu))
    .Linear("second", features: OneOf(4, 8))
    .Classifier());
Console.WriteLine($"{space.Name}: {space.Genotypes.Size} networks, decisions {string.Join(", ", space.Genotypes.Decisions.Select(decision => decision.Path))}");
#endregion

#region job
var job = await SearchJob.BeginAsync(new SearchRequest
{
    Data = Path.Combine(AppContext.BaseDirectory, "circles.csv"),
    Space = space.ToJson(),
    Strategy = "grid",
    Trials = 4,
    RetrainCandidates = 1,
    RetrainSeeds = 1,
    RetrainEpochs = 5,
});
var result = await job.RunAsync();
Console.WriteLine($"Found {result.Winner}: {result.ModelPath}");
#endregion

Directory.Delete(result.Folder, recursive: true);
