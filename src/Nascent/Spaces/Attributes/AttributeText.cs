using System.Collections.Frozen;
using System.Globalization;
using Nascent.Architectures;
using Nascent.Architectures.Operators;

namespace Nascent.Spaces.Attributes;

/// <summary>The words by which values of attributes stand in genotypes and in files.</summary>
internal static class AttributeText
{
    /// <summary>The activation functions by their words; <c>none</c> is not among them.</summary>
    public static readonly FrozenDictionary<string, ActivationFunction> Activations = new Dictionary<string, ActivationFunction>(StringComparer.Ordinal)
    {
        ["relu"] = ActivationFunction.Relu,
        ["relu6"] = ActivationFunction.Relu6,
        ["leaky_relu"] = ActivationFunction.LeakyRelu,
        ["elu"] = ActivationFunction.Elu,
        ["silu"] = ActivationFunction.Silu,
        ["gelu"] = ActivationFunction.Gelu,
        ["hard_swish"] = ActivationFunction.HardSwish,
        ["sigmoid"] = ActivationFunction.Sigmoid,
        ["hard_sigmoid"] = ActivationFunction.HardSigmoid,
        ["tanh"] = ActivationFunction.Tanh,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<ActivationFunction, string> ActivationWords = Activations.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value) => value switch
    {
        null => "none",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        ActivationFunction function => ActivationWords[function],
        Normalisation.None => "none",
        Normalisation.Batch => "batch",
        Normalisation.Layer => "layer",
        PoolKind.Max => "max",
        PoolKind.Average => "average",
        ShortcutAlignment.Projection => "projection",
        ShortcutAlignment.SlicePad => "slice_pad",
        ShortcutAlignment.WhenEqual => "when_equal",
        MergeKind.Add => "add",
        MergeKind.Concat => "concat",
        CellOutput.Last => "last",
        CellOutput.Add => "add",
        CellOutput.Concat => "concat",
        CellOutput.Unread => "unread",
        InputKind.Image => "image",
        InputKind.Table => "table",
        Enum word => Snake(word.ToString()),
        _ => throw new InvalidOperationException($"No word for {value} of type {typeof(T).Name}."),
    };

    /// <summary>The words of all values of an enumeration.</summary>
    public static Dictionary<string, T> WordsOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => Of(value), StringComparer.Ordinal);

    /// <summary>Whether values are numbers, each higher than the one before.</summary>
    public static bool AreRising<T>(ValueArray<T> values)
    {
        if (values.Count == 0 || values[0] is not (int or double))
            return false;
        for (var i = 1; i < values.Count; i++)
            if (Comparer<T>.Default.Compare(values[i - 1], values[i]) >= 0)
                return false;
        return true;
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, i) => char.IsAsciiLetterUpper(letter) && i > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
