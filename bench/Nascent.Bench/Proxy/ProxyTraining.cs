using System.Collections.Immutable;
using Nascent.Data;
using Nascent.Estimation;
using Nascent.Genotypes;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch;
using Nascent.Torch.Modules;
using Nascent.Torch.Native;
using Nascent.Torch.Training;
using Nascent.Torch.ZeroCost;

namespace Nascent.Bench.Proxy;

/// <summary>Trains small copies of networks in their place.</summary>
/// <param name="setting">How small, and how long.</param>
/// <param name="data">The images.</param>
/// <param name="space">The space of the networks.</param>
/// <param name="scorer">What scores the networks themselves without training.</param>
internal sealed class ProxyTraining(ProxySetting setting, PreparedData data, SearchSpace space, ZeroCostScorer scorer)
{
    /// <summary>Steps of a whole training.</summary>
    public int Steps => (int)Math.Max(1, Math.Round(setting.Epochs * (data.Train.Count / setting.Recipe.BatchSize)));

    /// <summary>What one network gives.</summary>
    /// <param name="row">Its row in the table.</param>
    /// <param name="genotype">Its genotype.</param>
    /// <param name="seed">The key of weights and of the order of images.</param>
    public ProxyResult Of(int row, Genotype genotype, Seed seed)
    {
        LibTorch.UseThreads(1);
        var scores = scorer.Score(space.Resolve(genotype, data.Signature), seed).Scores;
        var began = Environment.CpuUsage.TotalTime;
        var small = SmallCopy.Of(space.Resolve(genotype, data.Signature, setting.Fidelity.Axis(Fidelity.Depth, 1)), setting.Fidelity);
        var (replicates, accuracy, scoring) = (new List<float[]>(), 0.0, TimeSpan.Zero);
        for (var replicate = 0; replicate < setting.Replicates; replicate++)
        {
            var key = seed.Derive(replicate);
            using var module = new ArchitectureModule(small, TrainingDevice.Cpu);
            module.Initialise(key.Derive("weights"));
            replicates.Add(Train(module, key));
            var trained = Environment.CpuUsage.TotalTime;
            if (replicates[^1].Length == Steps)
                accuracy += new ScoredSamples(data, setting.Recipe).ScoresOf(module, default)[Metric.Accuracy.Name]!.Value / setting.Replicates;
            scoring += Environment.CpuUsage.TotalTime - trained;
        }

        var steps = replicates.Min(losses => losses.Length);
        ImmutableArray<float> means = [.. Enumerable.Range(0, steps).Select(step => replicates.Average(losses => losses[step]))];
        return new(setting.ToString(), row, means, accuracy, (Environment.CpuUsage.TotalTime - began - scoring).TotalSeconds, scoring.TotalSeconds, scores);
    }

    private float[] Train(ArchitectureModule module, Seed seed)
    {
        using var trainer = new Trainer(module, data, setting.Recipe, setting.Epochs, 1, seed);
        var losses = new List<float>();
        try
        {
            while (trainer.StepsDone < trainer.TotalSteps)
                losses.Add((float)trainer.Step());
        }
        catch (EstimationFailedException)
        {
            // A network that cannot be trained is the worst of all.
        }

        return [.. losses];
    }
}
