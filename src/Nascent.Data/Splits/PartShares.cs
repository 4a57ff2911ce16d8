using Nascent.Data.Reading;

namespace Nascent.Data.Splits;

/// <summary>The shares that go to validation and test; what is left is for training.</summary>
/// <param name="Validation">In the range [0, 0.9]; 0 where the data gives that part.</param>
/// <param name="Test">In the range [0, 0.9]; 0 where the data gives that part.</param>
internal readonly record struct PartShares(double Validation, double Test)
{
    /// <summary>Gives the last samples of an order to the test, those before them to the validation, the rest to training.</summary>
    /// <remarks>Each part with a share gets at least one sample while one is left for training.</remarks>
    public void AssignFromTheEnd(int[] order, DataPart[] parts)
    {
        var test = Count(order.Length, Test, left: order.Length - 1);
        var validation = Count(order.Length, Validation, left: order.Length - 1 - test);
        for (var i = 0; i < order.Length; i++)
            parts[order[i]] = i >= order.Length - test ? DataPart.Test : i >= order.Length - test - validation ? DataPart.Validation : DataPart.Train;
    }

    /// <summary>Gives whole groups to the test until it has its share, then to the validation, the rest to training.</summary>
    public void AssignGroups(int[][] groups, DataPart[] parts)
    {
        var total = groups.Sum(group => group.Length);
        var (wantTest, wantValidation) = (Test * total, Validation * total);
        var (test, validation) = (0, 0);
        for (var g = 0; g < groups.Length; g++)
        {
            var needed = (Test > 0 && test == 0 ? 1 : 0) + (Validation > 0 && validation == 0 ? 1 : 0);
            var isLast = g == groups.Length - 1;
            var part = isLast && needed == 0 ? DataPart.Train
                : test < wantTest && (test == 0 || test + (groups[g].Length / 2.0) <= wantTest) ? DataPart.Test
                : validation < wantValidation && (validation == 0 || validation + (groups[g].Length / 2.0) <= wantValidation) ? DataPart.Validation
                : DataPart.Train;
            (test, validation) = (test + (part == DataPart.Test ? groups[g].Length : 0), validation + (part == DataPart.Validation ? groups[g].Length : 0));
            foreach (var i in groups[g])
                parts[i] = part;
        }
    }

    /// <summary>Gives the last whole groups to the test, those before them to the validation, the rest to training; each cut lies where the part is nearest to its share.</summary>
    public void AssignLatest(int[][] groups, DataPart[] parts)
    {
        var total = groups.Sum(group => group.Length);
        var test = Test == 0 ? 0 : CountNearest(groups, Test * total, left: Validation == 0 ? 1 : 2);
        var validation = Validation == 0 ? 0 : CountNearest(groups[..^test], Validation * total, left: 1);
        for (var g = 0; g < groups.Length; g++)
            foreach (var i in groups[g])
                parts[i] = g >= groups.Length - test ? DataPart.Test : g >= groups.Length - test - validation ? DataPart.Validation : DataPart.Train;
    }

    // How many groups from the end hold about so many samples; at least one.
    private static int CountNearest(int[][] groups, double wanted, int left)
    {
        var (count, samples) = (1, groups[^1].Length);
        while (count < groups.Length - left && Math.Abs(samples + groups[^(count + 1)].Length - wanted) < Math.Abs(samples - wanted))
            samples += groups[^++count].Length;
        return count;
    }

    private static int Count(int total, double share, int left) =>
        share == 0 ? 0 : Math.Clamp((int)Math.Round(total * share, MidpointRounding.AwayFromZero), Math.Min(1, Math.Max(0, left)), Math.Max(0, left));
}
