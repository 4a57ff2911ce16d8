using Nascent.Architectures;

namespace Nascent.Onnx.Tests;

/// <summary>One sample's value at one node, in float64.</summary>
/// <param name="Shape">Its shape; a vector of n counts as (n, 1, 1).</param>
/// <param name="Elements">Row-major.</param>
internal sealed record Value(TensorShape Shape, double[] Elements)
{
    public int Channels => Shape.Width;

    public int Height => Shape.IsImage ? Shape.Size(Axis.Height) : 1;

    public int Width => Shape.IsImage ? Shape.Size(Axis.Width) : 1;

    public double this[int c, int y, int x] => Elements[(((c * Height) + y) * Width) + x];

    public bool Contains(int y, int x) => y >= 0 && y < Height && x >= 0 && x < Width;

    public static Value Of(TensorShape shape, Func<int, int, int, double> element)
    {
        var value = new Value(shape, new double[shape.Count]);
        var i = 0;
        for (var c = 0; c < value.Channels; c++)
            for (var y = 0; y < value.Height; y++)
                for (var x = 0; x < value.Width; x++)
                    value.Elements[i++] = element(c, y, x);
        return value;
    }

    public Value Map(Func<double, double> function) => new(Shape, Array.ConvertAll(Elements, element => function(element)));
}
