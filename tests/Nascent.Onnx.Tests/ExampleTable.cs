using Nascent.Data;
using Nascent.Tasks;

namespace Nascent.Onnx.Tests;

/// <summary>A small table with numbers, missing numbers, categories, unknown and missing categories, and its features worked out by hand.</summary>
internal static class ExampleTable
{
    public static readonly Preprocessing.Table Preprocessing = new(
    [
        new TableColumn.Categorical("colour", ["blue", "grün", "red"]),
        new TableColumn.Numeric("age", 40, 10, HasMissing: true),
        new TableColumn.Numeric("year", 2_000_000, 0.5, HasMissing: false),
        new TableColumn.Categorical("scores", ["high", "low"]),
        new TableColumn.Numeric("rooms", 3, 2, HasMissing: true),
    ]);

    /// <summary>colour: blue, grün, red; age, age is missing; year; scores: high, low; rooms, rooms is missing.</summary>
    public static readonly double[][] Features =
    [
        [0, 1, 0, 1, 0, 2, 0, 1, 0, 1],
        [0, 0, 1, 0, 1, -1, 1, 0, 2, 0],
        [0, 0, 0, -1, 0, 0, 0, 1, -0.5, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ];

    public static readonly SampleValues.Columns Rows = new(
    [
        new RawColumn.Texts("colour", ["grün", "red", "violet", ""]),
        new RawColumn.Numbers("age", [50, double.NaN, 30, 40]),
        new RawColumn.Numbers("year", [2_000_001, 1_999_999.5, double.NaN, 2_000_000]),
        new RawColumn.Texts("scores", ["low", "high", "low", "none"]),
        new RawColumn.Numbers("rooms", [double.NaN, 7, 2, 3]),
    ], [.. Features.SelectMany(row => row).Select(value => (float)value)], 10);
}
