using System.Globalization;

namespace Nascent.Reporting.Benches;

/// <summary>After what a simulated search ends: a number of evaluations, or seconds of the table's cost.</summary>
/// <param name="Amount">How much.</param>
/// <param name="InSeconds">Whether it is seconds.</param>
public sealed record BenchBudget(double Amount, bool InSeconds)
{
    /// <summary>The budget where none is given.</summary>
    public static readonly BenchBudget Default = new(100, InSeconds: false);

    /// <inheritdoc/>
    public override string ToString() => InSeconds ? string.Create(CultureInfo.InvariantCulture, $"{Amount:#,0.###} s") : string.Create(CultureInfo.InvariantCulture, $"{Amount:N0} evaluation{(Amount == 1 ? "" : "s")}");
}
