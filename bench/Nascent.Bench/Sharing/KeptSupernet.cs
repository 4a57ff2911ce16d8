using System.Text.Json;
using System.Text.Json.Nodes;
using Nascent.Data;
using Nascent.Data.Storage;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Torch.Sharing;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Bench.Sharing;

/// <summary>The folder of a supernet that is ready: what <c>nascent train-supernet</c> leaves.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Space">Its space.</param>
/// <param name="Recipe">The recipe of its training.</param>
/// <param name="Epochs">Those that its largest network had.</param>
/// <param name="Data">The training and validation part.</param>
internal sealed record KeptSupernet(string Folder, SearchSpace Space, TrainingRecipe Recipe, double Epochs, PreparedData Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>Reads the one that <c>--supernet</c> names.</summary>
    public static KeptSupernet Open(Words words)
    {
        var folder = words.Text("--supernet") ?? throw new NascentException("--supernet: found none, expected the folder of a supernet.");
        var facts = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "supernet.json")))!;
        // Not every step has the largest network.
        var stages = ShrinkingSchedule.Parse(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "plan.json")))!["schedule"]!.ToJsonString(), folder).Stages;
        var epochs = stages.Zip(facts["stages"]!.AsArray(), (stage, trained) => (double)trained!["epochs"]! / stage.LargestEvery).Sum();
        return new(
            folder, SearchSpace.FromJson(facts["space"]!.ToJsonString(), folder), facts["recipe"].Deserialize<TrainingRecipe>(Json)!, epochs, PreparedDataFile.Read(Path.Combine(folder, "data.bin")));
    }

    /// <summary>The test part.</summary>
    public Samples ReadTest() => PreparedDataFile.ReadTest(Path.Combine(Folder, "test.bin")).Samples;

    /// <summary>The network of networks, with its weights.</summary>
    public Supernet Restore()
    {
        var supernet = new Supernet(Space, Data.Signature, new Seed(1), transforms: true);
        supernet.Restore(Path.Combine(Folder, "weights.safetensors"));
        return supernet;
    }
}
