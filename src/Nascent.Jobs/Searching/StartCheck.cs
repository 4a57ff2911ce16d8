using Nascent.Data;
using Nascent.Jobs.Hosting;
using Nascent.Jobs.Requests;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Starts;
using Nascent.Torch.Training;

namespace Nascent.Jobs.Searching;

/// <summary>Measures whether few images are learned better by networks that begin with weights from other images: a network of the space is trained briefly from such a start and from random weights.</summary>
/// <param name="With">Accuracy from the start, or of numbers the share of their variance that is explained.</param>
/// <param name="Without">The same from random weights.</param>
/// <param name="Scored">How many images each was scored on; none of them was trained on.</param>
/// <param name="IsOfNumbers">Whether numbers are predicted, not classes.</param>
internal sealed record StartCheck(double With, double Without, int Scored, bool IsOfNumbers = false)
{
    /// <summary>Training images above which a start is not tried unless it is asked for.</summary>
    public const int MostImages = 5_000;

    /// <summary>Whether the start is taken: it is not behind.</summary>
    public bool Helps => With >= Without;

    /// <summary>What it found, for the user.</summary>
    public string Words => $"Networks begin with {(Helps ? "weights from 50,000 small photographs (CIFAR-10)" : "random weights")}: in a short test one "
        + $"{BriefComparison.Words(With, Without, Scored, IsOfNumbers, "from those of photographs", "from random ones")}. --start chooses otherwise.";

    /// <summary>Measures where the words leave it to the data, and says what was found.</summary>
    /// <param name="asked">The request, its random changes of images settled.</param>
    /// <param name="data">The data.</param>
    /// <param name="space">The space.</param>
    /// <param name="host">The world around.</param>
    /// <param name="display">Is told that it takes a moment.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <returns>The request with its start settled, and the note for the user; null where nothing was measured.</returns>
    public static async Task<(SettledRequest Request, string? Note)> SettleAsync(
        SettledRequest asked, PreparedData data, SearchSpace space, JobHost host, IJobProgress display, CancellationToken cancellationToken)
    {
        if (asked.Start != StartChoice.Auto)
            return (asked, null);
        var none = asked with { Start = StartChoice.None };
        if (data.Preprocessing is not Preprocessing.Image || data.Train.Count > MostImages || !StartChoice.IsOfUse(asked) || StartChoice.NetworkOf(space, data) is not { } network)
            return (none, null);
        using var step = display.Begin("Testing whether networks begin better with weights from other images");
        var recipe = RecipeDefaults.ForSearch(data, asked.Augmentation);
        var (with, without, scored) = await BriefComparison.ScoresAsync(
            data, network, (recipe with { Start = StartWeights.Cifar10 }, recipe), "start", asked.Time, asked.Workers.Count > 1, asked.Seed, host.Time, cancellationToken);
        var check = new StartCheck(with, without, scored, data.Task is LearningTask.Regression);
        return (check.Helps ? asked with { Start = StartWeights.Cifar10 } : none, check.Words);
    }
}
