namespace Nascent.Reporting.Pictures;

/// <summary>How a shape looks.</summary>
/// <param name="Fill">The colour inside as <c>#rrggbb</c>, or null for none.</param>
/// <param name="Stroke">The colour of the line, or null for none.</param>
/// <param name="Width">The width of the line, in the picture's units.</param>
/// <param name="Dash">Lengths of dashes and gaps in turn, separated by spaces, or null for an unbroken line.</param>
/// <param name="Opacity">From 0 to 1.</param>
public sealed record PictureStyle(string? Fill = null, string? Stroke = null, double Width = 1, string? Dash = null, double Opacity = 1);
