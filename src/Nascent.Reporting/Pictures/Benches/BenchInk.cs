namespace Nascent.Reporting.Pictures.Benches;

/// <summary>The colours and fonts of a bench's pictures.</summary>
public static class BenchInk
{
    /// <summary>The colour of titles and names.</summary>
    public const string Dark = "#15191f";

    /// <summary>The colour of what is read second.</summary>
    public const string Soft = "#5b6572";

    /// <summary>The title of a picture.</summary>
    public static readonly PictureFont Title = new(15, Dark, Bold: true);

    /// <summary>The line below a title.</summary>
    public static readonly PictureFont Sub = new(11.5, Soft);

    /// <summary>The name of an axis.</summary>
    public static readonly PictureFont Axis = new(12.5, Dark);

    /// <summary>A number on an axis.</summary>
    public static readonly PictureFont Tick = new(11.5, Soft);

    /// <summary>The name of a line.</summary>
    public static readonly PictureFont Label = new(12, Dark);

    /// <summary>The lines of the grid.</summary>
    public static readonly PictureStyle Grid = new(Stroke: "#e6e9ed");

    /// <summary>The frame around a plot.</summary>
    public static readonly PictureStyle Border = new(Stroke: "#aab3bd");

    // People who see colours differently can distinguish most of a dozen; dashes distinguish the rest.
    private static readonly string[] Colours = ["#2456d6", "#d9660f", "#0b8074", "#b8279a", "#8a6a00", "#1797c4", "#c62f2f", "#5b8c1a", "#6b4fd0", "#3f4a57", "#d3649b", "#93a000"];
    private static readonly string?[] Dashes = [null, "7 3", "2 3", "9 3 2 3"];

    /// <summary>The colour of the n-th strategy.</summary>
    public static string ColourOf(int strategy) => Colours[strategy % Colours.Length];

    /// <summary>The line of the n-th strategy.</summary>
    public static PictureStyle LineOf(int strategy) => new(Stroke: ColourOf(strategy), Width: 2, Dash: Dashes[strategy / 4 % Dashes.Length]);

    /// <summary>The band around it.</summary>
    public static PictureStyle BandOf(int strategy) => new(Fill: ColourOf(strategy), Opacity: 0.16);

    /// <summary>A number on an axis.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e9 => $"{value / 1e9:0.###}G",
        >= 1e6 => $"{value / 1e6:0.###}M",
        >= 1e3 => value.ToString("#,0.##"),
        < 1e-3 => value.ToString("0.#e0"),
        _ => value.ToString("0.####"),
    };
}
