namespace Nascent.Torch.Kernels.Winograd;

/// <summary>How images are cut into tiles of 4×4 outputs, and these into blocks of whole rows of tiles.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="RowsOfBlock">Rows of tiles in a block, across images.</param>
internal readonly record struct TileGrid(int Batch, int Height, int Width, int RowsOfBlock)
{
    private const int Side = TileTransforms.Side;

    /// <summary>Tiles of a row.</summary>
    public int Across => (Width + Side - 1) / Side;

    /// <summary>Rows of tiles in an image.</summary>
    public int Down => (Height + Side - 1) / Side;

    /// <summary>Rows of tiles in all images.</summary>
    public int Rows => Batch * Down;

    /// <summary>Tiles of a block, rounded up to what is multiplied at once.</summary>
    public int TilesOfBlock => ((RowsOfBlock * Across) + MatrixProduct.RowBlock - 1) / MatrixProduct.RowBlock * MatrixProduct.RowBlock;

    /// <summary>The grid whose blocks hold at least so many tiles, where there are as many, and few that are rounding.</summary>
    public static TileGrid Of(long[] sizes, int tiles)
    {
        var grid = new TileGrid((int)sizes[0], (int)sizes[2], (int)sizes[3], 1);
        var least = Math.Max(1, (tiles + grid.Across - 1) / grid.Across);
        var rows = Enumerable.Range(least, 8).MinBy(rows => (double)(grid with { RowsOfBlock = rows }).TilesOfBlock / (rows * grid.Across));
        return grid with { RowsOfBlock = Math.Min(rows, grid.Rows) };
    }

    /// <summary>The image of a row of tiles, and the row of the image where it begins.</summary>
    public (int Image, int Top) Place(int row) => (row / Down, row % Down * Side);
}
