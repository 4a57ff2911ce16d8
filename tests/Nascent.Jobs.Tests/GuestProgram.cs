using Nascent.Jobs.Hosting;
using Nascent.Jobs.TestHost;
using Nascent.Runs.Workers;

namespace Nascent.Jobs.Tests;

/// <summary>The program of <see cref="Guests"/>, which is not nascent.</summary>
internal static class GuestProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Nascent.Jobs.TestHost");

    /// <summary>A host whose workers that program is.</summary>
    public static JobHost Host(string folder) => new() { Catalogue = Guests.Catalogue, Folder = folder, Worker = new WorkerCommand(Path) };
}
