namespace Nascent.Onnx.Metadata;

/// <summary>The names of the outputs of exported models.</summary>
public static class OutputName
{
    /// <summary>(batch, classes) float: one score a class, before softmax.</summary>
    public const string Scores = "scores";

    /// <summary>(batch, classes) float: the softmax of the scores.</summary>
    public const string Probabilities = "probabilities";

    /// <summary>(batch, 1) double: the predicted number in the target's own unit; float in files whose metadata is of version 1.</summary>
    public const string PredictedNumber = "prediction";
}
