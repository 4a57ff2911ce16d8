using Nascent.Tasks;
using DataType = Nascent.Onnx.Schema.TensorProto.Types.DataType;

namespace Nascent.Onnx.Export;

/// <summary>Writes the inputs of raw columns and what turns them into features.</summary>
/// <remarks>
/// Numbers come in as float64 and are scaled so, together, as the data reader does it: large ones keep the digits in which they differ. Categories are
/// compared as text by OneHotEncoder of ai.onnx.ml: the operators of ai.onnx compare no strings before opset 19.
/// </remarks>
internal sealed class TablePreprocessingWriter(GraphWriter graph)
{
    private const string Doc = "preprocessing";
    private const string MachineLearning = "ai.onnx.ml";

    /// <summary>Adds one input (batch, 1) a column, double for numbers and string for categories, and returns the features (batch, features).</summary>
    public string Write(string name, Preprocessing.Table table)
    {
        string[] inputs = [.. table.Columns.Select(Input)];
        var parts = new List<string>();
        var order = new long[table.Features]; // where each feature stands among the parts
        int[] offsets = [.. table.Columns.Select((_, i) => table.Columns.Take(i).Sum(column => column.Features))];
        var next = 0;

        int[] numeric = [.. Enumerable.Range(0, inputs.Length).Where(i => table.Columns[i] is TableColumn.Numeric)];
        if (numeric.Length > 0)
        {
            TableColumn.Numeric[] columns = [.. numeric.Select(i => (TableColumn.Numeric)table.Columns[i])];
            var raw = Join($"{name}.numbers", [.. numeric.Select(i => inputs[i])]);
            var missing = graph.Node("IsNaN", $"{name}.missing", Doc, [raw]);
            parts.Add(Known(name, "", Standardise(name, raw, columns), missing));
            foreach (var i in numeric)
                order[offsets[i]] = next++;
            long[] scored = [.. Enumerable.Range(0, columns.Length).Where(k => columns[k].Quantiles is not null).Select(k => (long)k)];
            if (scored.Length > 0)
            {
                parts.Add(Scores(name, raw, missing, scored, [.. scored.Select(k => columns[k].Quantiles!)]));
                foreach (var k in scored)
                    order[offsets[numeric[k]] + 1] = next++;
            }

            long[] flagged = [.. Enumerable.Range(0, columns.Length).Where(k => columns[k].HasMissing).Select(k => (long)k)];
            if (flagged.Length > 0)
            {
                parts.Add(Flags(name, missing, flagged));
                foreach (var k in flagged)
                    order[offsets[numeric[k]] + columns[k].Features - 1] = next++;
            }
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            if (table.Columns[i] is not TableColumn.Categorical { Categories.Length: > 0 } column)
                continue;
            parts.Add(OneHot(inputs[i], column));
            for (var c = 0; c < column.Categories.Length; c++)
                order[offsets[i] + c] = next++;
        }

        var joined = Join($"{name}.parts", parts);
        var inOrder = order.Index().All(pair => pair.Item == pair.Index);
        return inOrder ? joined : graph.Node("Gather", $"{name}.features", Doc, [joined, graph.Integers(order)], [Attribute.Of("axis", 1L)]);
    }

    private string Input(TableColumn column)
    {
        var name = graph.Claim(column.Name.Length == 0 ? "column" : column.Name);
        var (type, doc) = column is TableColumn.Numeric ? (DataType.Double, "number, NaN where missing") : (DataType.String, "category, empty where missing");
        graph.Graph.Input.Add(Tensor.Value(name, type, doc, 1));
        return name;
    }

    private string Join(string name, IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : graph.Node("Concat", name, Doc, parts, [Attribute.Of("axis", 1L)]);

    private string Known(string name, string prefix, string values, string missing)
    {
        var narrow = graph.Node("Cast", $"{name}.{prefix}float32", Doc, [values], [Attribute.Of("to", (long)DataType.Float)]);
        return graph.Node("Where", $"{name}.{prefix}known", Doc, [missing, graph.Scalar(0f), narrow]);
    }

    private string Standardise(string name, string raw, TableColumn.Numeric[] columns)
    {
        double[] means = [.. columns.Select(column => column.Mean)];
        double[] deviations = [.. columns.Select(column => column.StandardDeviation)];
        var mean = graph.Initializer($"{name}.mean", given => Tensor.Doubles(given, means, means.Length));
        var deviation = graph.Initializer($"{name}.deviation", given => Tensor.Doubles(given, deviations, deviations.Length));
        var centred = graph.Node("Sub", $"{name}.centred", Doc, [raw, mean]);
        return graph.Node("Div", $"{name}.standard", Doc, [centred, deviation]);
    }

    /// <summary>The first score, and for each piece of the scale its rise times the share of it that lies below the number: (batch, columns, pieces) on the way.</summary>
    private string Scores(string name, string raw, string missing, long[] which, QuantileScale[] scales)
    {
        string Chosen(string value, string suffix) => graph.Node("Gather", $"{name}.{suffix}", Doc, [value, graph.Integers(which)], [Attribute.Of("axis", 1L)]);
        var pieces = scales.Max(scale => scale.Values.Length) - 1;
        string Table(string part, Func<QuantileScale, int, double> value, double beyond) => graph.Initializer($"{name}.{part}", given => Tensor.Doubles(given,
            [.. scales.SelectMany(scale => Enumerable.Range(0, pieces).Select(i => i + 1 < scale.Values.Length ? value(scale, i) : beyond))], scales.Length, pieces));
        var widths = Table("widths", (scale, i) => scale.Values[i + 1] - scale.Values[i], 1);
        var apart = graph.Node("Unsqueeze", $"{name}.apart", Doc, [Chosen(raw, "scored"), graph.Integers(2)]);
        var above = graph.Node("Sub", $"{name}.above", Doc, [apart, Table("values", (scale, i) => scale.Values[i], 0)]);
        var zero = graph.Initializer($"{name}.zero", given => Tensor.Doubles(given, [0.0], 1));
        var within = graph.Node("Min", $"{name}.within", Doc, [graph.Node("Max", $"{name}.positive", Doc, [above, zero]), widths]);
        var share = graph.Node("Div", $"{name}.share", Doc, [within, widths]);
        var risen = graph.Node("Mul", $"{name}.risen", Doc, [share, Table("rises", (scale, i) => scale.Scores[i + 1] - scale.Scores[i], 0)]);
        var sum = graph.Node("ReduceSum", $"{name}.sum", Doc, [risen, graph.Integers(2)], [Attribute.Of("keepdims", 0L)]);
        var scores = graph.Node("Add", $"{name}.scores", Doc, [sum, graph.Initializer($"{name}.lowest", given => Tensor.Doubles(given, [.. scales.Select(scale => scale.Scores[0])], scales.Length))]);
        return Known(name, "scores_", scores, Chosen(missing, "scored_missing"));
    }

    private string Flags(string name, string missing, long[] flagged)
    {
        var flags = graph.Node("Cast", $"{name}.flags", Doc, [missing], [Attribute.Of("to", (long)DataType.Float)]);
        return graph.Node("Gather", $"{name}.flagged", Doc, [flags, graph.Integers(flagged)], [Attribute.Of("axis", 1L)]);
    }

    private string OneHot(string input, TableColumn.Categorical column)
    {
        var hot = graph.Node("OneHotEncoder", $"{input}.onehot", Doc, [input],
            [Attribute.Of("cats_strings", (IEnumerable<string>)column.Categories), Attribute.Of("zeros", 1L)], MachineLearning);
        graph.Graph.ValueInfo.Add(Tensor.Value(hot, DataType.Float, "", 1, column.Categories.Length)); // ONNX's own inference knows no type for it
        return graph.Node("Reshape", $"{input}.features", Doc, [hot, graph.Integers(0, column.Categories.Length)]); // (batch, 1, k) → (batch, k)
    }
}
