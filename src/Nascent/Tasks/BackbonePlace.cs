namespace Nascent.Tasks;

/// <summary>A place in a frozen network that features are taken from: the mean of each channel over height and width.</summary>
/// <param name="Value">The name of the value in the network's file.</param>
/// <param name="Features">The features that it gives: its channels.</param>
/// <param name="Side">Its height in pixels, or its tokens; 1 for a vector.</param>
/// <param name="Parameters">Weights of the network up to there.</param>
/// <param name="MultiplyAdds">Multiply-accumulates of the network up to there, for one image.</param>
/// <param name="PeakBytes">Its peak activation memory up to there, for one image in float32.</param>
public sealed record BackbonePlace(string Value, int Features, int Side, long Parameters, long MultiplyAdds, long PeakBytes);
