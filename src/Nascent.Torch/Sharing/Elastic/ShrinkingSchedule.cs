using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nascent.Genotypes;
using Nascent.Spaces;

namespace Nascent.Torch.Sharing.Elastic;

/// <summary>How a once-for-all network is trained, stage by stage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record ShrinkingSchedule(string Name, ImmutableArray<ShrinkingStage> Stages)
{
    private static readonly DecisionKind[] Sizes = [DecisionKind.Kernel, DecisionKind.Depth, DecisionKind.Width, DecisionKind.Expansion];

    /// <summary>
    /// One stage in which every size is open (Yu et al. 2020, BigNAS): the smallest and two networks between the ends in each step, and the largest in every fourth.
    /// </summary>
    /// <remarks>
    /// Deviations: BigNAS takes the largest in every step, and lets the others learn what it says; here all learn from labels. The largest alone takes more time than the others together, and is as good with a third of the
    /// steps, since all of its weights are trained in the others: <c>docs/evidence/once-for-all.md</c>.
    /// </remarks>
    public static readonly ShrinkingSchedule Sandwich = new("sandwich", [new("all", [.. Sizes], 2, true, 1, 1, LargestEvery: 4)]);

    /// <summary>
    /// Kernels, then depths, then widths are opened (Cai et al. 2020, progressive shrinking).
    /// </summary>
    /// <remarks>Deviations: the teacher is the largest network as it is now, in the same step, in place of a copy from the end of the first stage; shares of the time are for a short training; the two phases of depth and of width are one each.</remarks>
    public static readonly ShrinkingSchedule Progressive = new(
        "progressive",
        [
            new("largest", [], 0, false, 0.3, 1),
            new("kernel", [DecisionKind.Kernel], 1, false, 0.15, 0.3, 0.5),
            new("depth", [DecisionKind.Kernel, DecisionKind.Depth], 2, false, 0.2, 0.3, 0.5),
            new("width", [.. Sizes], 3, false, 0.35, 0.3, 0.5),
        ]);

    /// <summary>One stage in which each option of each decision is trained equally often (Chu et al. 2021, FairNAS): the one for spaces with choices between operators.</summary>
    public static readonly ShrinkingSchedule Fair = new("fair", [new("all", [], 0, false, 1, 1, Fair: true)]);

    /// <summary>The ready schedules; the first is the default.</summary>
    public static readonly ImmutableArray<ShrinkingSchedule> All = [Sandwich, Progressive, Fair];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>Whether networks are taken by strict fairness, so that any space fits.</summary>
    internal bool IsFair => Stages.All(stage => stage.Fair);

    /// <summary>The schedule as JSON, which <see cref="Parse"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a schedule.</summary>
    /// <param name="json">Its JSON.</param>
    /// <param name="source">Where it is from, for errors.</param>
    /// <exception cref="NascentException">It is no schedule, or one that cannot be.</exception>
    public static ShrinkingSchedule Parse(string json, string source)
    {
        ShrinkingSchedule? schedule;
        try
        {
            schedule = JsonSerializer.Deserialize<ShrinkingSchedule>(json, Json);
        }
        catch (JsonException failure)
        {
            throw new NascentException($"{source}: found no schedule ({failure.Message.TrimEnd('.')}), expected an object of 'name' and 'stages', each with 'name', 'open', 'drawn', 'smallest', 'share' and 'rate'.", failure);
        }

        if (schedule is null || schedule.Stages.IsDefaultOrEmpty)
            throw new NascentException($"{source}: found no stages, expected at least one.");
        schedule.Check(source);
        return schedule;
    }

    /// <summary>Refuses a schedule for a space that it does not fit.</summary>
    /// <exception cref="NascentException">A size of the space is open in no stage.</exception>
    public void RequireFit(SearchSpace space)
    {
        if (IsFair)
            return;
        if (space.Genotypes.Decisions.FirstOrDefault(decision => !Stages[^1].Opens(decision) && Sizes.Contains(decision.Kind)) is { } closed)
            throw new NascentException($"Schedule '{Name}': found '{closed.Path}' ({closed.Kind.ToString().ToLowerInvariant()}) closed in its last stage '{Stages[^1].Name}', expected every open size of the space '{space.Name}' to be open there; add it to 'open'.");
        if (space.Genotypes.Decisions.FirstOrDefault(decision => decision.Kind != DecisionKind.Resolution && !Sizes.Contains(decision.Kind)) is { } other)
            throw new NascentException($"Space '{space.Name}': found the decision '{other.Path}' ({other.Kind.ToString().ToLowerInvariant()}), expected sizes alone: kernels, depths, widths, expansions and resolutions. Schedule '{Name}' shares weights between sizes; take a space such as elastic-mobile, or the schedule 'fair'.");
    }

    private void Check(string source)
    {
        foreach (var stage in Stages)
        {
            var where = $"{source}, stage '{stage.Name}'";
            if (stage.Open.IsDefault || stage.Open.Any(kind => !Sizes.Contains(kind)))
                throw new NascentException($"{where}, 'open': found {(stage.Open.IsDefault ? "nothing" : $"'{stage.Open.First(kind => !Sizes.Contains(kind))}'")}, expected some of kernel, depth, width and expansion.");
            if (stage.Drawn is < 0 or > 16)
                throw new NascentException($"{where}, 'drawn': found {stage.Drawn}, expected 0 to 16.");
            if (stage.Share is not (> 0 and <= 1))
                throw new NascentException($"{where}, 'share': found {stage.Share}, expected above 0 and at most 1.");
            if (stage.Rate is not (> 0 and <= 1))
                throw new NascentException($"{where}, 'rate': found {stage.Rate}, expected above 0 and at most 1.");
            if (stage.Taught is not (>= 0 and <= 1))
                throw new NascentException($"{where}, 'taught': found {stage.Taught}, expected 0 to 1.");
            if (stage.LargestEvery is < 1 or > 100)
                throw new NascentException($"{where}, 'largestEvery': found {stage.LargestEvery}, expected 1 to 100.");
            if (stage.Fair && stage is not { Open: [], Drawn: 0, Smallest: false, LargestEvery: 1, Taught: 0 })
                throw new NascentException($"{where}: found 'fair' beside sizes that are open, networks that are drawn or one that teaches, expected it alone: it says by itself which networks a step takes.");
            if (stage is { LargestEvery: > 1, Taught: > 0 })
                throw new NascentException($"{where}: found 'taught' {stage.Taught} with 'largestEvery' {stage.LargestEvery}, expected one of them to be left out: the largest network, which teaches, must take part in every step.");
            if (stage is { LargestEvery: > 1, Drawn: 0, Smallest: false })
                throw new NascentException($"{where}: found 'largestEvery' {stage.LargestEvery} and no other network, expected 'drawn' above 0 or 'smallest'.");
        }

        if (Stages.Any(stage => stage.Fair) && !IsFair)
            throw new NascentException($"{source}: found 'fair' in some stages, expected it in all or none.");
        if (Math.Abs(Stages.Sum(stage => stage.Share) - 1) > 1e-6)
            throw new NascentException($"{source}: found shares that sum up to {Stages.Sum(stage => stage.Share)}, expected 1.");
        for (var i = 1; i < Stages.Length; i++)
            if (Stages[i - 1].Open.Except(Stages[i].Open).Any())
                throw new NascentException($"{source}, stage '{Stages[i].Name}': found '{Stages[i - 1].Open.Except(Stages[i].Open).First()}' closed again, expected it to stay open as in stage '{Stages[i - 1].Name}'.");
    }
}
