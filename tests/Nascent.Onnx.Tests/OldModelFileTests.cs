using Nascent.Data;
using Nascent.Onnx.Running;

namespace Nascent.Onnx.Tests;

/// <summary>Files that earlier versions wrote are still read: their numbers are of single precision.</summary>
public sealed class OldModelFileTests
{
    [Fact]
    public void A_file_with_metadata_of_version_1_predicts_what_it_did()
    {
        using var stream = typeof(OldModelFileTests).Assembly.GetManifestResourceStream("schema-1.onnx")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        using var model = OnnxModel.Load(new OnnxModelFile(bytes));
        var predictions = model.Predict(new SampleValues.Columns([new RawColumn.Numbers("size", [5.08, 5.93]), new RawColumn.Texts("colour", ["g", "g"])], [], 0));
        predictions.Cast<Prediction.OfNumber>().Select(prediction => prediction.Value).ShouldBe([1049.1986083984375, 1064.6954345703125]);
    }
}
