using Nascent.Architectures;
using Nascent.Data;
using Nascent.Data.Loading;
using Nascent.Data.Sources;
using Nascent.Randomness;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Bench.Judging;

/// <summary>Training images of full Fashion-MNIST, and 20,000 others that judge what was trained on them, so that the error of an accuracy is below 0.2 points. The test part is not touched.</summary>
/// <param name="Data">What is trained on; the validation part takes little time and decides nothing.</param>
/// <param name="Judges">What nothing is fitted to.</param>
internal sealed record JudgedImages(PreparedData Data, Samples Judges)
{
    private const int JudgeCount = 20_000;
    private const int ScoredEachEpoch = 200;

    /// <summary>Cuts them.</summary>
    /// <param name="images">Images to train on.</param>
    public static JudgedImages Of(int images)
    {
        var data = DataLoader.Load(DataSource.Resolve("fashion-mnist"), DataOptions.Default, new Seed(1)).Prepared;
        int[] order = [.. Enumerable.Range(0, data.Train.Count)];
        new Seed(3).Derive("recipes").Stream().Shuffle<int>(order);
        var judges = data.Train.Take(order[images..(images + JudgeCount)]);
        return new(data with { Train = data.Train.Take(order[..images]), Validation = judges.Take([.. Enumerable.Range(0, ScoredEachEpoch)]) }, judges);
    }

    /// <summary>What a trained network says of the judges.</summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">The file of its weights.</param>
    public float[] OutputsOf(Architecture network, string weights) => TorchPredictor.Predict(network, WeightFile.Read(weights), Judges, Data.Preprocessing, Data.Task);

    /// <summary>The share of the judges that outputs classify correctly.</summary>
    public double AccuracyOf(float[] outputs) => SampleScores.Compute(Data.Task, outputs, Judges.Targets)[Metric.Accuracy.Name]!.Value;
}
