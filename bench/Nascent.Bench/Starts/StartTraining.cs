using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Nascent.Architectures;
using Nascent.Bench.Proxy;
using Nascent.Estimation;
using Nascent.Randomness;
using Nascent.Spaces.Catalog;
using Nascent.Torch.Native;
using Nascent.Torch.Sharing;

namespace Nascent.Bench.Starts;

/// <summary>Trains the supernet of <c>tiny-cnn</c> whose weights networks on few images begin with.</summary>
internal static class StartTraining
{
    private static readonly TimeSpan SavedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Trains, goes on where it was broken off, and writes the weights, also as they ship: at the precision of half floats, compressed.</summary>
    public static int Run(Words words)
    {
        LibTorch.UseThreads(1);
        var (path, classes) = (words.Text("--out") ?? "runs/start.safetensors", words.Text("--classes")?.Split(','));
        var data = CifarImages.Read(CifarImages.Archive(words), words.Number("--images", 49_900), words.Number("--validation", 100), classes: classes);
        var recipe = new TrainingRecipe
        {
            BatchSize = words.Number("--batch", 64),
            LearningRate = words.Real("--rate", 0.1),
            WarmUp = 0.05,
            WeightDecay = 5e-4,
            CropPadding = 3,
            Flip = true,
        };
        var seed = new Seed((ulong)words.Number("--seed", 1)).Derive("start");
        using var supernet = new Supernet(SpaceCatalog.Create(TinyCnn.Name), data.Signature, seed.Derive("weights"));
        using var trainer = new SupernetTrainer(supernet, data, recipe, words.Text("--rule") == "sandwich" ? PathRule.Sandwich : PathRule.StrictlyFair, words.Real("--epochs", 12), seed);
        var state = $"{path}.training";
        if (File.Exists(state))
            trainer.Restore(state);
        var (loss, steps, saved) = (0.0, 0, TimeProvider.System.GetTimestamp());
        while (trainer.StepsDone < trainer.TotalSteps)
        {
            (loss, steps) = (loss + trainer.Step(), steps + 1);
            if (TimeProvider.System.GetElapsedTime(saved) < SavedEvery && trainer.StepsDone < trainer.TotalSteps)
                continue;
            trainer.Save(state);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {trainer.StepsDone} of {trainer.TotalSteps}, loss {loss / steps:F3}, {Environment.CpuUsage.TotalTime.TotalMinutes:F1} min of processor time"));
            (loss, steps, saved) = (0, 0, TimeProvider.System.GetTimestamp());
        }

        supernet.Save(path);
        Ship(path);
        File.Delete(state);
        return 0;
    }

    private static void Ship(string path)
    {
        var rounded = $"{path}.rounded";
        WeightFile.Write(rounded, [.. WeightFile.Read(path).Where(weight => !weight.Name.StartsWith("classifier", StringComparison.Ordinal)).Select(weight => weight with { Values = [.. weight.Values.Select(Rounded)] })]);
        var bytes = File.ReadAllBytes(rounded);
        File.Delete(rounded);
        using (var brotli = new BrotliStream(File.Create($"{path}.br"), CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        Console.WriteLine($"{path}.br: {new FileInfo($"{path}.br").Length:N0} bytes, {bytes.Length:N0} before compression, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    }

    // To the ten bits of a half float's mantissa.
    private static float Rounded(float value) => BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(value) + 0x1000) & ~0x1FFFu);
}
