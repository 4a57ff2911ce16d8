using Nascent.Tasks.Cells;

namespace Nascent.Data.Tables.Evidence;

/// <summary>Finds the order of day, month and year in which all texts of a column are dates.</summary>
/// <param name="Order">The order, or null where the column is none of dates, or leaves the order open.</param>
/// <param name="IsOpen">Whether several orders fit and give different dates.</param>
/// <param name="Fitting">How many texts are dates in the order that most fit.</param>
/// <param name="Known">How many texts there are.</param>
internal sealed record DateColumn(DateOrder? Order, bool IsOpen, int Fitting, int Known)
{
    /// <summary>Looks at the texts; those that are missing are passed over.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="wanted">The order that the user gives, or null.</param>
    public static DateColumn Of(IEnumerable<string> texts, DateOrder? wanted)
    {
        var orders = wanted is { } one ? [one] : Enum.GetValues<DateOrder>();
        var fitting = new int[orders.Length];
        var (known, differ) = (0, new bool[orders.Length, orders.Length]);
        foreach (var text in texts.Where(text => !MissingWords.Has(text)))
        {
            known++;
            var read = Array.ConvertAll(orders, order => DateText.TryRead(text, order, out var date) ? date : (DateText?)null);
            for (var i = 0; i < orders.Length; i++)
            {
                fitting[i] += read[i] is null ? 0 : 1;
                for (var j = 0; j < i; j++)
                    differ[i, j] |= read[i] is { } first && read[j] is { } second && first != second;
            }
        }

        var most = fitting.Max();
        int[] best = [.. Enumerable.Range(0, orders.Length).Where(i => fitting[i] == most)];
        var isOpen = most > 0 && Array.Exists(best, i => Array.Exists(best, j => differ[i, j]));
        return new(most > 0 && most == known && !isOpen ? orders[best[0]] : null, isOpen, most, known);
    }
}
