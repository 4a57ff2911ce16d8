using Nascent.Architectures;
using Nascent.Costs;
using Nascent.Data;
using Nascent.Randomness;
using Nascent.Spaces;
using Nascent.Tasks;
using Nascent.Torch.Starts;

namespace Nascent.Jobs.Requests;

/// <summary>The words of <c>--start</c>: what networks on images begin with.</summary>
internal static class StartChoice
{
    /// <summary>The data decide, where they are few images.</summary>
    public const string Auto = "auto";

    /// <summary>Random weights.</summary>
    public const string None = "none";

    private const int Draws = 9;

    /// <summary>Reads a word.</summary>
    /// <exception cref="NascentException">It is none of these and no start's name.</exception>
    public static string Parse(string? word) => word switch
    {
        null => Auto,
        Auto or None => word,
        _ => StartWeights.Names.Contains(word) ? word : throw NascentException.UnknownName("start", word, [Auto, None, .. StartWeights.Names]),
    };

    /// <summary>The start of a recipe; null for random weights.</summary>
    public static string? Of(SettledRequest asked) => asked.Start is Auto or None ? null : asked.Start;

    /// <summary>Refuses a start that was asked for and cannot be.</summary>
    /// <exception cref="NascentException">The data is a table, the space's networks are not covered, or nothing is trained that could begin with it.</exception>
    public static void Require(SettledRequest asked, PreparedData data, SearchSpace space)
    {
        if (Of(asked) is not { } start)
            return;
        if (data.Preprocessing is not Preprocessing.Image image)
            throw new NascentException($"--start: found '{start}' beside a table, expected images; leave it out.");
        if (!IsOfUse(asked))
            throw new NascentException($"--start: found '{start}' beside --estimator {asked.Estimator.Name} and --strategy {asked.Strategy.Name}, which train shared weights from random ones; leave it out.");
        if (NetworkOf(space, data) is null)
            throw new NascentException($"--start: found '{start}' beside the space '{space.Name}' on images of {image.Channels} channels, expected a space whose networks have the weights of tiny-cnn, on images of 1 or 3 channels; leave it out.");
    }

    /// <summary>Whether what is trained begins with weights of its own.</summary>
    public static bool IsOfUse(SettledRequest asked) => !asked.Estimator.Abilities.SharesWeights && !asked.Strategy.SearchesSharedWeights;

    /// <summary>The network of middling work among some of the space; null where a start does not cover them.</summary>
    public static Architecture? NetworkOf(SearchSpace space, PreparedData data)
    {
        var start = StartWeights.Named(StartWeights.Cifar10);
        var networks = Enumerable.Range(0, Draws).Select(draw => space.Resolve(space.Genotypes.SampleByDecision(new Seed(0).Derive("start").Derive(draw)), data.Signature)).ToArray();
        return networks.All(start.Covers) ? networks.OrderBy(network => CostTable.Totals(network)[Metric.Work.Name]).ElementAt(Draws / 2) : null;
    }
}
