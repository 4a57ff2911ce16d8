using Nascent.Data;
using Nascent.Torch.Sharing.Elastic;

namespace Nascent.Jobs.Specialising;

/// <summary>What a user asks of the training of a supernet.</summary>
public sealed record SupernetRequest
{
    /// <summary>The time where neither it nor a number of epochs is given.</summary>
    public static readonly TimeSpan UsualTime = TimeSpan.FromHours(1);

    /// <summary>The word for the data: a name, a folder or a file; null for the data set that ships inside.</summary>
    public string? Data { get; init; }

    /// <summary>A space's name or a JSON file; null for <c>elastic-mobile</c> or <c>elastic-mobile-large</c> by the size of images, <c>elastic-mlp</c> for tables.</summary>
    public string? Space { get; init; }

    /// <summary>The stages. Default: <see cref="ShrinkingSchedule.All"/>'s first.</summary>
    public ShrinkingSchedule Schedule { get; init; } = ShrinkingSchedule.All[0];

    /// <summary>Time for the whole job, at least 10 seconds; null for no limit, beside <see cref="Epochs"/>, or for <see cref="UsualTime"/>.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Passes over the data in all stages together, above 0; null for what the time has room for.</summary>
    public double? Epochs { get; init; }

    /// <summary>How the data is read.</summary>
    public DataOptions DataOptions { get; init; } = DataOptions.Default;

    /// <summary>The key of all randomness. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, each for a part of each batch, at least 1; null for one a core. Results depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The folder that the supernet is kept in; null for one below <c>supernets/</c>, named after data and space.</summary>
    public string? Folder { get; init; }
}
