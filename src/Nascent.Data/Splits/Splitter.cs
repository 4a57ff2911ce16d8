using Nascent.Data.Reading;
using Nascent.Randomness;

namespace Nascent.Data.Splits;

/// <summary>Shares samples out to training, validation and test; the same data, rule and seed give the same parts.</summary>
internal static class Splitter
{
    /// <summary>The indices of the three parts, each in ascending order.</summary>
    /// <exception cref="NascentException">A part would be empty, or the rule does not fit the data.</exception>
    public static (int[] Train, int[] Validation, int[] Test) Split(RawDataSet data, DataOptions options, Seed seed)
    {
        var parts = (DataPart[])data.Parts.Clone();
        var hasTest = parts.Contains(DataPart.Test);
        var hasValidation = parts.Contains(DataPart.Validation);
        if (options.Split is SplitRule.Given)
            RequireGiven(data, parts);
        var open = Indices(parts, part => part is DataPart.Any or DataPart.Train);
        if (hasTest && hasValidation)
        {
            foreach (var i in open)
                parts[i] = DataPart.Train;
        }
        else
        {
            var shares = new PartShares(hasValidation ? 0 : options.ValidationShare, hasTest ? 0 : options.TestShare);
            Assign(data, options.Split, open, shares, parts, seed);
        }

        var split = (Train: Indices(parts, part => part == DataPart.Train), Validation: Indices(parts, part => part == DataPart.Validation),
            Test: Indices(parts, part => part == DataPart.Test));
        RequireSamples(data, "training", split.Train);
        RequireSamples(data, "validation", split.Validation);
        RequireSamples(data, "test", split.Test);
        return split;
    }

    private static void Assign(RawDataSet data, SplitRule rule, int[] open, PartShares shares, DataPart[] parts, Seed seed)
    {
        switch (rule, data.Targets)
        {
            case (SplitRule.ByGroup, _):
                var keys = KeyTexts(data);
                var groups = open.GroupBy(i => keys[i], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()).ToArray();
                if (groups.Length < 3)
                    throw new NascentException($"{data.Origin}: column '{data.SplitKey!.Name}' has {groups.Length} groups, expected at least 3, one each for training, validation and test.");
                seed.Derive("groups").Stream().Shuffle(groups.AsSpan());
                shares.AssignGroups(groups, parts);
                break;
            case (SplitRule.ByTime, _):
                var times = InOrderOfTime(data, open);
                var needed = 1 + (shares.Validation > 0 ? 1 : 0) + (shares.Test > 0 ? 1 : 0);
                if (times.Length < needed)
                    throw new NascentException($"{data.Origin}: column '{data.SplitKey!.Name}' has {times.Length} different times, expected at least {needed}, {(needed == 3 ? "one each for training, validation and test" : "one for each part that the split makes")}.");
                shares.AssignLatest(times, parts);
                break;
            case (_, SampleTargets.Labels labels):
                foreach (var group in open.GroupBy(i => labels.Indices[i]).OrderBy(group => group.Key))
                    shares.AssignFromTheEnd(Shuffled([.. group], seed.Derive("class").Derive(group.Key)), parts);
                break;
            default:
                shares.AssignFromTheEnd(Shuffled(open, seed.Derive("all")), parts);
                break;
        }
    }

    private static int[] Shuffled(int[] indices, Seed seed)
    {
        var copy = (int[])indices.Clone();
        seed.Stream().Shuffle(copy.AsSpan());
        return copy;
    }

    // Rows of one time, from the earliest on.
    private static int[][] InOrderOfTime(RawDataSet data, int[] open) => data.SplitKey switch
    {
        RawColumn.Numbers numbers => [.. open.GroupBy(i => numbers.Values[i]).OrderBy(group => group.Key).Select(group => group.ToArray())],
        RawColumn.Texts texts => [.. open.GroupBy(i => texts.Values[i], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())],
        _ => throw NoColumns(data),
    };

    private static string[] KeyTexts(RawDataSet data) => data.SplitKey switch
    {
        RawColumn.Numbers numbers => Array.ConvertAll(numbers.Values, value => value.ToString()),
        RawColumn.Texts texts => texts.Values,
        _ => throw NoColumns(data),
    };

    private static int[] Indices(DataPart[] parts, Predicate<DataPart> chosen) => [.. Enumerable.Range(0, parts.Length).Where(i => chosen(parts[i]))];

    private static void RequireGiven(RawDataSet data, DataPart[] parts)
    {
        foreach (var part in (DataPart[])[DataPart.Train, DataPart.Validation, DataPart.Test])
            if (!parts.Contains(part))
                throw new NascentException($"{data.Origin}: found no {part.ToString().ToLowerInvariant()} part, but the split is 'given', which expects train, validation and test parts; use the split 'stratified' to make what is missing.");
    }

    private static void RequireSamples(RawDataSet data, string part, int[] indices)
    {
        if (indices.Length == 0)
            throw new NascentException($"{data.Origin}: found {data.Targets.Count} samples, of which none are left for the {part} part; expected enough for training, validation and test.");
    }

    private static NascentException NoColumns(RawDataSet data) =>
        new($"{data.Origin}: found data without columns, but the split goes by a column; use the split 'stratified' or 'given'.");
}
