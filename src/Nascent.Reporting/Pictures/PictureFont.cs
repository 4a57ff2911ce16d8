namespace Nascent.Reporting.Pictures;

/// <summary>How a text looks: the family is the one that ships inside, so that pictures are the same on every machine.</summary>
/// <param name="Size">The height of the font, in the picture's units.</param>
/// <param name="Colour">As <c>#rrggbb</c>.</param>
/// <param name="Bold">Whether it is bold.</param>
public sealed record PictureFont(double Size, string Colour, bool Bold = false);
