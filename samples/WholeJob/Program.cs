// The whole job from a folder of pictures to an ONNX file, and the file used from C#.
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Nascent.Jobs;
using Nascent.Jobs.Requests;
using SkiaSharp;

var folder = Directory.CreateTempSubdirectory("nascent-sample-").FullName;
var photos = Path.Combine(folder, "photos");
Draw(photos, "disc", (canvas, paint, at) => canvas.DrawCircle(at, at, 5, paint));
Draw(photos, "square", (canvas, paint, at) => canvas.DrawRect(at - 5, at - 5, 10, 10, paint));

#region job
var job = await SearchJob.BeginAsync(new SearchRequest
{
    Data = photos,
    Limits = ["params<=20k"],
    Trials = 3,
    RetrainCandidates = 1,
    RetrainSeeds = 1,
    RetrainEpochs = 4,
    Run = Path.Combine(folder, "run"),
});
var result = await job.RunAsync();
Console.WriteLine($"Found {result.Winner}");
Console.WriteLine(result.Verdict);
#endregion

#region inference
using var session = new InferenceSession(result.ModelPath);
var (input, shape) = session.InputMetadata.Select(one => (one.Key, one.Value.Dimensions)).First(); // uint8 (batch, channels, height, width)
using var photo = SKBitmap.Decode(Directory.GetFiles(Path.Combine(photos, "disc"))[0]);
var scale = Math.Min((double)photo.Width / shape[3], (double)photo.Height / shape[2]); // to cover, cropped around the centre
var (wide, high) = ((int)(scale * shape[3]), (int)(scale * shape[2]));
using var centre = new SKBitmap();
photo.ExtractSubset(centre, SKRectI.Create((photo.Width - wide) / 2, (photo.Height - high) / 2, wide, high));
using var fitted = centre.Resize(new SKImageInfo(shape[3], shape[2]), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
var pixels = new DenseTensor<byte>([1, 3, shape[2], shape[3]]);
for (var y = 0; y < shape[2]; y++)
    for (var x = 0; x < shape[3]; x++)
    {
        var color = fitted.GetPixel(x, y);
        (pixels[0, 0, y, x], pixels[0, 1, y, x], pixels[0, 2, y, x]) = (color.Red, color.Green, color.Blue);
    }

using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(input, pixels)], ["probabilities"]);
var classes = JsonDocument.Parse(session.ModelMetadata.CustomMetadataMap["nascent.task"]).RootElement.GetProperty("classes");
foreach (var (share, i) in outputs[0].AsEnumerable<float>().Select((share, i) => (share, i)))
    Console.WriteLine($"{classes[i]}: {share:P0}");
#endregion

Directory.Delete(folder, recursive: true);

static void Draw(string photos, string name, Action<SKCanvas, SKPaint, int> shape)
{
    Directory.CreateDirectory(Path.Combine(photos, name));
    for (var i = 0; i < 60; i++)
    {
        using var bitmap = new SKBitmap(24, 24);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = new SKColor((byte)(120 + (i * 2)), 90, (byte)(220 - (i * 3))) };
        canvas.Clear(SKColors.White);
        shape(canvas, paint, 8 + (i % 8));
        using var file = File.Create(Path.Combine(photos, name, $"{i}.png"));
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
