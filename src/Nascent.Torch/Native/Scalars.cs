using TorchSharp;
using static TorchSharp.torch;

namespace Nascent.Torch.Native;

/// <summary>Arithmetic of tensors with numbers that are held until the call is over.</summary>
/// <remarks>
/// A number that is given to an operation becomes a native object with a finaliser, and TorchSharp 0.107 does not hold on to it during the call: where the garbage collector runs at that moment, libtorch reads freed memory and fails with
/// <c>Expected false to be true</c> or <c>Unknown scalar type</c>. Sums and differences have such a number too, the factor of the second term. So the operators that make numbers are banned (<c>eng/BannedSymbols.Torch.txt</c>), and these take their place.
/// </remarks>
internal static class Scalars
{
    /// <summary>1, for as long as the process lives.</summary>
    public static readonly Scalar One = 1.ToScalar();

    /// <summary>0, for as long as the process lives.</summary>
    public static readonly Scalar Zero = 0.ToScalar();

    private static readonly Scalar MinusOne = (-1).ToScalar();

    /// <summary>The sum.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>The sum.</summary>
    public static Tensor Plus(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.add(number, One);
    }

    /// <summary>The difference.</summary>
    public static Tensor Minus(this Tensor x, Tensor y) => x.add(y, MinusOne);

    /// <summary>The product.</summary>
    public static Tensor Times(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.mul(number);
    }

    /// <summary>The quotient.</summary>
    public static Tensor Over(this Tensor x, double y)
    {
        using var number = y.ToScalar();
        return x.div(number);
    }
}
