using Nascent.Tasks;

namespace Nascent.Spaces.Walking;

/// <summary>Whether data of a signature can be read by a space's networks.</summary>
internal static class SignatureRule
{
    /// <summary>The one input that the networks read.</summary>
    /// <exception cref="NascentException">The data is not what the space reads.</exception>
    public static SignatureInput InputOf(SearchSpace space, Signature signature)
    {
        var expected = space.Input == InputKind.Image ? "one image (channels × height × width)" : "one vector of features (a table)";
        if (signature.Inputs.Length != 1)
            throw new NascentException($"Search space '{space.Name}': found data with {signature.Inputs.Length} inputs, expected {expected}.");
        var input = signature.Inputs[0];
        var fits = space.Input == InputKind.Image ? input.Type.Shape.IsImage : input.Type.Shape.IsFeatures;
        return fits ? input
            : throw new NascentException($"Search space '{space.Name}': found data of shape {input.Type.Shape}, expected {expected}. Choose a space for {(space.Input == InputKind.Image ? "tables" : "images")}.");
    }
}
