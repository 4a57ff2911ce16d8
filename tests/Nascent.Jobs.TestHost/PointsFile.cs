using System.Globalization;
using Nascent.Data;

namespace Nascent.Jobs.TestHost;

/// <summary>Lines such as <c>0.3 -0.9 inside</c>: two numbers and a class.</summary>
public static class PointsFile
{
    /// <summary>Writes points in and around a circle.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">How many.</param>
    public static void Write(string path, int rows) => File.WriteAllLines(path, Enumerable.Range(0, rows).Select(i =>
    {
        var (radius, angle) = (0.2 + (i % 2 == 0 ? 0.0 : 0.6), i * 0.61);
        return string.Create(CultureInfo.InvariantCulture, $"{radius * Math.Cos(angle):F4} {radius * Math.Sin(angle):F4} {(i % 2 == 0 ? "inside" : "outside")}");
    }));

    internal static IReadOnlyList<RawColumn> Read(string path)
    {
        string[][] rows = [.. File.ReadLines(path).Select(line => line.Split(' '))];
        double[] Numbers(int column) => [.. rows.Select(row => double.Parse(row[column], CultureInfo.InvariantCulture))];
        return [new RawColumn.Numbers("x", Numbers(0)), new RawColumn.Numbers("y", Numbers(1)), new RawColumn.Texts("where", [.. rows.Select(row => row[2])])];
    }
}
