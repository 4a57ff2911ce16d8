using Nascent.Data;
using Nascent.Estimation;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Spaces.HandDesigned;
using Nascent.Tasks;
using Nascent.Torch.Training;

namespace Nascent.Jobs.Searching;

/// <summary>Measures whether images lose by being mirrored, as arrows and digits do: a small network is trained briefly with and without it.</summary>
/// <param name="With">Accuracy with mirroring, or of numbers the share of their variance that is explained, at most 1.</param>
/// <param name="Without">The same without.</param>
/// <param name="Scored">How many images each was scored on; none of them was trained on.</param>
/// <param name="IsOfNumbers">Whether numbers are predicted, not classes.</param>
internal sealed record MirrorCheck(double With, double Without, int Scored, bool IsOfNumbers = false)
{
    private const double MostLost = 0.05; // of the variance of numbers

    /// <summary>Whether mirroring hurts: it costs more than the standard error of the difference of accuracies, or a twentieth of the variance of numbers.</summary>
    /// <remarks>The standard error is that of independent samples. Both networks are scored on the same images, so the difference errs by about half of it.</remarks>
    public bool Hurts => Without - With > (IsOfNumbers ? MostLost : Math.Sqrt((Variance(With) + Variance(Without)) / Scored));

    /// <summary>What images are changed by, in view of this.</summary>
    /// <param name="usual">The recipe of full training.</param>
    public Augmentation Settle(TrainingRecipe usual) =>
        Hurts ? Augmentation.Of(usual with { Flip = false }) : Augmentation.Auto;

    /// <summary>What it found, for the user.</summary>
    public string Words
    {
        get
        {
            var found = BriefComparison.Words(With, Without, Scored, IsOfNumbers, "with mirroring", "without");
            return $"Images are {(Hurts ? "not mirrored" : "mirrored at random")} in training: in a short test a small network {found}. --augment chooses otherwise.";
        }
    }

    /// <summary>Measures where the words leave it to the data, and says what was found.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="data">The data.</param>
    /// <param name="host">The world around.</param>
    /// <param name="display">Is told that it takes a moment.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>The request with its changes settled, and the note for the user; null where nothing was measured.</returns>
    public static async Task<(SettledRequest Request, string? Note)> SettleAsync(SettledRequest asked, PreparedData data, JobHost host, IJobProgress display, CancellationToken cancellationToken)
    {
        if (data.Preprocessing is not Preprocessing.Image)
            return asked.Augmentation.IsAuto ? (asked, null)
                : throw new NascentException($"--augment: found '{asked.Augmentation}' beside a table, expected images; leave it out.");
        if (!asked.Augmentation.IsAuto)
            return (asked, null);
        using var step = display.Begin("Testing whether images may be mirrored");
        var check = await MeasureAsync(data, asked.Time, asked.Workers.Count > 1, asked.Seed, host.Time, cancellationToken);
        return (asked with { Augmentation = check.Settle(RecipeDefaults.For(data)) }, check.Words);
    }

    /// <summary>Trains twice.</summary>
    /// <param name="data">Images.</param>
    /// <param name="time">The time of the whole job; null for no limit.</param>
    /// <param name="sideBySide">Whether both may run at the same time.</param>
    /// <param name="seed">The key of weights and order.</param>
    /// <param name="clock">The clock of costs.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<MirrorCheck> MeasureAsync(PreparedData data, TimeSpan? time, bool sideBySide, ulong seed, TimeProvider clock, CancellationToken cancellationToken)
    {
        var recipe = RecipeDefaults.ForSearch(data);
        var (mirrored, plain, scored) = await BriefComparison.ScoresAsync(
            data, LeNet5.Build(data.Signature), (recipe with { Flip = true }, recipe with { Flip = false }), "mirror", time, sideBySide, seed, clock, cancellationToken);
        return new(mirrored, plain, scored, data.Task is LearningTask.Regression);
    }

    private static double Variance(double accuracy) => accuracy * (1 - accuracy);
}
