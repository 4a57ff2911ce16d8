namespace Nascent.Onnx.Metadata;

/// <summary>The keys under which Nascent keeps its own entries in a model's <c>metadata_props</c>.</summary>
public static class ModelKey
{
    /// <summary>The prefix of all these keys; entries of the caller must not have it.</summary>
    public const string Prefix = "nascent.";

    /// <summary>The version of this set of entries, a whole number.</summary>
    public const string Schema = "nascent.schema";

    /// <summary>The name of the network: the space or hand that made it.</summary>
    public const string Network = "nascent.network";

    /// <summary>The learning task as JSON, with the names of the classes in the order of the scores.</summary>
    public const string Task = "nascent.task";

    /// <summary>The preprocessing, which is also inside the graph, as JSON.</summary>
    public const string Preprocessing = "nascent.preprocessing";

    /// <summary>SHA-256 of the file without this entry, lower-case hexadecimal; it comes last, so that a file that was cut short has none.</summary>
    public const string Checksum = "nascent.sha256";
}
