using System.Text.Json.Nodes;
using Nascent.Benchmarks.Statistics;

namespace Nascent.Reporting.Documents;

/// <summary>A value with its interval as a JSON object.</summary>
public static class IntervalFields
{
    /// <summary>The fields <c>value</c>, <c>low</c> and <c>high</c>, null where they do not exist; null where the value does not.</summary>
    public static JsonObject? Of(Interval interval) => double.IsNaN(interval.Value) ? null
        : new() { ["value"] = interval.Value, ["low"] = double.IsNaN(interval.Low) ? null : interval.Low, ["high"] = double.IsNaN(interval.High) ? null : interval.High };
}
