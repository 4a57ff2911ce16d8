namespace Nascent.Jobs.Scaling;

/// <summary>What a user asks of a family of scaled networks.</summary>
public sealed record ScaleRequest
{
    /// <summary>The run's folder, or its name below <c>runs/</c>; its network is the base.</summary>
    public required string Run { get; init; }

    /// <summary>The number of the trial whose network is the base; null for the run's winner, which must be one.</summary>
    public int? Trial { get; init; }

    /// <summary>Members of the family: the base, and one for each doubling of the cost; 1 to 8. Default 5, as in the paper.</summary>
    public int Steps { get; init; } = 5;

    /// <summary>What doubles from one member to the next. Default <see cref="ScaledCost.Macs"/>.</summary>
    public ScaledCost By { get; init; }

    /// <summary>Passes over the data by which each member is trained, above 0. Default 15.</summary>
    public double Epochs { get; init; } = 15;

    /// <summary>Passes over the data by which each candidate of the grid is trained, above 0. Default 5.</summary>
    public double GridEpochs { get; init; } = 5;

    /// <summary>The folder of the family; null for <c>family</c> in the run's.</summary>
    public string? Folder { get; init; }
}
