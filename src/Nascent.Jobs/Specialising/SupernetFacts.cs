using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nascent.Estimation;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Jobs.Specialising;

/// <summary>What is known of a supernet: how it was trained, and what its networks are worth. It is the file <c>supernet.json</c>.</summary>
/// <param name="Version">The version of the file's form.</param>
/// <param name="Program">The program that trained it, with its version.</param>
/// <param name="Data">The data's name.</param>
/// <param name="DataSha256">The data's checksum.</param>
/// <param name="Space">The space as JSON.</param>
/// <param name="Seed">The key of all randomness.</param>
/// <param name="Threads">Threads of the training.</param>
/// <param name="Recipe">How it was trained.</param>
/// <param name="Schedule">The schedule's name.</param>
/// <param name="Stages">What came of each stage.</param>
/// <param name="WeightsSha256">The checksum of its weights: the supernet's identity.</param>
/// <param name="Values">Shared values.</param>
/// <param name="Networks">How many networks it holds, as a whole number in digits.</param>
/// <param name="Metric">What networks are scored by.</param>
/// <param name="Largest">The largest network with its score on the whole validation part.</param>
/// <param name="Smallest">The smallest one.</param>
/// <param name="Scored">Networks drawn at random, with scores on <paramref name="ScoredOn"/> samples of the validation part.</param>
/// <param name="ScoredOn">Samples.</param>
/// <param name="Predictor">How well a predictor, fitted to these, tells scores that it was not shown.</param>
/// <param name="Seconds">The time of the whole job.</param>
public sealed record SupernetFacts(
    int Version, string Program, string Data, string DataSha256, JsonNode Space, ulong Seed, int Threads, TrainingRecipe Recipe, string Schedule, ImmutableArray<TrainedStage> Stages,
    string WeightsSha256, long Values, string Networks, string Metric, ScoredSubnet Largest, ScoredSubnet Smallest, ImmutableArray<ScoredSubnet> Scored, int ScoredOn, PredictorFacts Predictor, double Seconds)
{
    /// <summary>The version that is written.</summary>
    public const int Present = 1;
}
