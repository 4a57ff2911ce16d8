using System.Globalization;
using System.Text;
using Nascent.Randomness;
using SkiaSharp;

namespace Nascent.Testing;

/// <summary>Small data that a network can learn in an instant.</summary>
public static class MadeUpData
{
    /// <summary>A folder of PNG images, 12×12 and grey: bright ones and dark ones.</summary>
    public static void Images(string folder, int perClass = 30)
    {
        var stream = new Seed(3).Stream();
        foreach (var (name, level) in new[] { ("bright", 190), ("dark", 60) })
        {
            var path = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (var i = 0; i < perClass; i++)
            {
                using var bitmap = new SKBitmap(12, 12, SKColorType.Gray8, SKAlphaType.Opaque);
                for (var y = 0; y < 12; y++)
                    for (var x = 0; x < 12; x++)
                    {
                        var grey = (byte)(level + stream.NextInt(50));
                        bitmap.SetPixel(x, y, new SKColor(grey, grey, grey));
                    }

                using var image = bitmap.Encode(SKEncodedImageFormat.Png, 100);
                File.WriteAllBytes(Path.Combine(path, $"{i:00}.png"), image.ToArray());
            }
        }
    }

    /// <summary>A CSV file whose label follows from two columns: a class, or a number around 1,000 with a deviation of about 60.</summary>
    public static void Table(string path, bool regression = false, int rows = 200, bool header = true)
    {
        var stream = new Seed(4).Stream();
        var text = new StringBuilder(header ? "size,weight,colour,label\n" : "");
        for (var i = 0; i < rows; i++)
        {
            var (size, weight) = (stream.NextGaussian(), stream.NextGaussian());
            var colour = stream.NextInt(2) == 0 ? "red" : "blue";
            var score = size + (0.5 * weight) + (colour == "red" ? 0.7 : -0.7);
            text.Append(CultureInfo.InvariantCulture, $"{size:F4},{weight:F4},{colour},{(regression ? (1000 + (50 * score)).ToString("F4", CultureInfo.InvariantCulture) : score > 0 ? "large" : "small")}\n");
        }

        File.WriteAllText(path, text.ToString());
    }
}
