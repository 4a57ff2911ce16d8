using Nascent.Onnx.Backbones;

namespace Nascent.Jobs.Requests;

/// <summary>The backbone that a search was asked to build on.</summary>
/// <param name="Path">Its file, absolute.</param>
/// <param name="Scale">How pixels become its numbers.</param>
/// <param name="Side">Height and width of the images, where the user chose them; null for those of the backbone.</param>
internal sealed record BackboneRequest(string Path, BackboneScale Scale, int? Side);
