namespace Nascent.Jobs.Specialising;

/// <summary>A network of a supernet that is handed over.</summary>
/// <param name="Target">The target's name; null where none was asked for.</param>
/// <param name="File">The ONNX file's full path.</param>
/// <param name="Genotype">The network.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="Metric">What the four scores are of.</param>
/// <param name="PredictedScore">What the predictor expected.</param>
/// <param name="Validation">Its score on the whole validation part, by which it was chosen.</param>
/// <param name="Test">Its score on the test part, by the file, on ONNX Runtime.</param>
/// <param name="Exact">The same with numbers of 32 bits: where the file computes with bytes, what they cost is the difference.</param>
/// <param name="PredictedMs">The latency that the table gives, in milliseconds; null without a target.</param>
/// <param name="MeasuredMs">The latency that was measured on the target, in milliseconds; null without a target.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Sha256">The file's checksum.</param>
public sealed record SpecializedNetwork(
    string? Target, string File, string Genotype, long Parameters, long Macs, string Metric, double PredictedScore, double Validation, double Test, double Exact, double? PredictedMs, double? MeasuredMs, int Bytes, string Sha256);
