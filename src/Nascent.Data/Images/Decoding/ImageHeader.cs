namespace Nascent.Data.Images.Decoding;

/// <summary>What the first bytes of an image file say of it.</summary>
/// <param name="Height">Rows, after the picture is turned upright.</param>
/// <param name="Width">Columns, after the picture is turned upright.</param>
/// <param name="IsGrey">Whether it is stored as grey.</param>
/// <param name="IsWide">Whether it has 16 bits a value.</param>
/// <param name="MayBeTransparent">Whether the file has room for transparency.</param>
internal readonly record struct ImageHeader(int Height, int Width, bool IsGrey, bool IsWide, bool MayBeTransparent);
