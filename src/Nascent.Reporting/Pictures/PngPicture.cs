using System.Collections.Immutable;
using System.Globalization;
using SkiaSharp;

namespace Nascent.Reporting.Pictures;

/// <summary>Draws a picture as PNG, on white; and measures texts as it draws them.</summary>
/// <remarks>The font ships inside: DejaVu Sans, its Latin letters. Safe for use by several threads.</remarks>
public static class PngPicture
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Read("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> Bold = new(() => Read("DejaVuSans-Bold.ttf"));

    /// <summary>The width of a text, in the picture's units.</summary>
    public static double WidthOf(string words, PictureFont font)
    {
        using var skia = FontOf(font);
        return skia.MeasureText(words);
    }

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="scale">Pixels a unit.</param>
    /// <returns>The file's bytes.</returns>
    public static byte[] Encode(Picture picture, double scale = 2)
    {
        using var bitmap = new SKBitmap(new SKImageInfo((int)Math.Ceiling(picture.Width * scale), (int)Math.Ceiling(picture.Height * scale), SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale((float)scale);
        foreach (var shape in picture.Shapes)
            Draw(canvas, shape);
        canvas.Flush();
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, PictureShape shape)
    {
        switch (shape)
        {
            case PictureShape.Line line:
                using (var path = PathOf(line.Points, closed: false))
                    Paint(line.Style with { Fill = null }, paint => canvas.DrawPath(path, paint));
                break;
            case PictureShape.Area area:
                using (var path = PathOf(area.Points, closed: true))
                    Paint(area.Style, paint => canvas.DrawPath(path, paint));
                break;
            case PictureShape.Circle circle:
                Paint(circle.Style, paint => canvas.DrawCircle((float)circle.X, (float)circle.Y, (float)circle.Radius, paint));
                break;
            case PictureShape.Text text:
                Write(canvas, text);
                break;
            default:
                throw new NotSupportedException(shape.GetType().Name);
        }
    }

    private static void Write(SKCanvas canvas, PictureShape.Text text)
    {
        using var font = FontOf(text.Font);
        using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(text.Font.Colour) };
        canvas.Save();
        canvas.Translate((float)text.X, (float)text.Y);
        canvas.RotateDegrees((float)text.Rotation);
        var align = text.Anchor switch { PictureAnchor.Start => SKTextAlign.Left, PictureAnchor.Middle => SKTextAlign.Center, _ => SKTextAlign.Right };
        canvas.DrawText(text.Words, 0, 0, align, font, paint);
        canvas.Restore();
    }

    private static void Paint(PictureStyle style, Action<SKPaint> draw)
    {
        if (style.Fill is { } fill)
            using (var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Fill, Color = Coloured(fill, style.Opacity) })
                draw(paint);
        if (style.Stroke is not { } stroke)
            return;
        using var dashes = style.Dash is { } dash ? SKPathEffect.CreateDash([.. dash.Split(' ').Select(part => float.Parse(part, CultureInfo.InvariantCulture))], 0) : null;
        using var line = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            Color = Coloured(stroke, style.Opacity),
            StrokeWidth = (float)style.Width,
            StrokeJoin = SKStrokeJoin.Round,
            PathEffect = dashes,
        };
        draw(line);
    }

    private static SKPath PathOf(ImmutableArray<(double X, double Y)> points, bool closed)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly([.. points.Select(point => new SKPoint((float)point.X, (float)point.Y))], closed);
        return builder.Detach();
    }

    private static SKColor Coloured(string colour, double opacity) => SKColor.Parse(colour).WithAlpha((byte)Math.Round(opacity * 255));

    private static SKFont FontOf(PictureFont font) => new((font.Bold ? Bold : Regular).Value, (float)font.Size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true };

    private static SKTypeface Read(string name)
    {
        using var stream = typeof(PngPicture).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        return SKTypeface.FromStream(stream);
    }
}
