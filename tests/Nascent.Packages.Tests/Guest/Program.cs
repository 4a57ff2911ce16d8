using Nascent.Jobs;
using Nascent.Jobs.Catalogues;
using Nascent.Jobs.Requests;
using Nascent.Randomness;
using Nascent.Strategies;
using Nascent.Trials;
File.WriteAllLines("points.csv", ["x,y,above", .. Enumerable.Range(0, 400).Select(i => $"{i % 20},{i * 7 % 23},{(i % 20 > i * 7 % 23 ? "yes" : "no")}")]);
var request = new SearchRequest { Data = "points.csv", Strategy = "mine", Trials = 4, RetrainCandidates = 1, RetrainSeeds = 1, RetrainEpochs = 2 };
var job = await SearchJob.BeginAsync(request, Catalogue.BuiltIn.With(StrategyDescription.Of("mine", "proposes at random", () => new Mine())));
Console.WriteLine((await job.RunAsync()).ModelPath);

internal sealed class Mine : IStrategy { public Proposal Propose(SearchView view, Seed seed) => new Proposal.Try(view.Space.Sample(seed), view.Fidelity); public void Observe(Trial finished) { } }
