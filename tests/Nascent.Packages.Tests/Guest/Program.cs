using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Data.Sources;
using Nascent.Onnx;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.ZeroCost;

var seed = new Seed(1);
var data = DataLoader.Load(DataSource.Resolve("fashion-mnist"), DataOptions.Default, seed).Prepared;
using var batch = ZeroCostBatch.Draw(data, size: 64, seed);
var scorer = new ZeroCostScorer(batch, [ZeroCostScores.Named("naswot")]);
var space = SpaceCatalog.Create("tiny-cnn");
var networks = Enumerable.Range(0, 8).Select(i => space.Resolve(space.Sample(seed.Derive(i)), data.Signature));
var best = networks.MaxBy(network => scorer.Score(network, seed).Scores["naswot"])!;
OnnxExporter.Export(best, UntrainedWeights.Of(best, seed), data.Task, data.Preprocessing, ImmutableSortedDictionary<string, string>.Empty).Save("best.onnx");
