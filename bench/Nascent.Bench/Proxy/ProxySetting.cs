using Nascent.Estimation;

namespace Nascent.Bench.Proxy;

/// <summary>What stands for full training: how small a copy of the network, on how many images, for how long.</summary>
/// <param name="Width">The share of the channels.</param>
/// <param name="Depth">The share of the cells of a stage.</param>
/// <param name="Resolution">The share of the height and the width.</param>
/// <param name="Images">Training images.</param>
/// <param name="Epochs">Passes over them.</param>
/// <param name="Replicates">How often each network is trained, with weights and orders of images of its own; losses are means over these.</param>
/// <param name="Recipe">How it is trained.</param>
internal sealed record ProxySetting(double Width, double Depth, double Resolution, int Images, double Epochs, int Replicates, TrainingRecipe Recipe)
{
    /// <summary>The setting that the words ask for.</summary>
    public static ProxySetting Of(Words words)
    {
        var recipe = new TrainingRecipe
        {
            BatchSize = words.Number("--batch", 32),
            LearningRate = words.Real("--rate", 0.1),
            WarmUp = words.Real("--warm-up", 0.1),
            WeightDecay = 5e-4,
            Flip = words.Number("--flip", 1) == 1,
        };
        return new(words.Real("--width", 0.5), words.Real("--depth", 0.2), words.Real("--resolution", 0.5), words.Number("--images", 9_000), words.Real("--epochs", 1), words.Number("--replicates", 4), recipe);
    }

    /// <summary>How much smaller the trained copy is.</summary>
    public Fidelity Fidelity => Fidelity.Of("train").With(Fidelity.Width, Width).With(Fidelity.Depth, Depth).With(Fidelity.Resolution, Resolution);

    /// <summary>One line that tells it from any other.</summary>
    public override string ToString() =>
        $"width {Width}, depth {Depth}, resolution {Resolution}, {Images} images, {Epochs} epochs, {Replicates} replicates, batch {Recipe.BatchSize}, rate {Recipe.LearningRate}, warm-up {Recipe.WarmUp}, {(Recipe.Flip ? "mirrored" : "not mirrored")}";
}
