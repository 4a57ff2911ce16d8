using System.CommandLine;
using Nascent.Jobs.Requests;
using Nascent.Search;

namespace Nascent.Cli.Commands;

/// <summary>The options of commands that show a run's ledger: what its energy and carbon are computed from.</summary>
internal sealed class LedgerOptions
{
    private static readonly LedgerAssumptions Usual = new();

    private readonly Option<string?> _watts = new("--watts-per-core") { HelpName = "W", Description = $"Assumed power of a busy CPU core in watts, for the energy estimate. Default: {Usual.WattsPerCore}." };
    private readonly Option<string?> _carbon = new("--carbon-intensity") { HelpName = "G", Description = $"Assumed grams of CO₂ per kilowatt-hour, for the CO₂ estimate. Default: {Usual.GramsPerKilowattHour}, the world average." };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_watts);
        command.Add(_carbon);
    }

    /// <summary>The assumptions that a command line makes.</summary>
    /// <exception cref="NascentException">A value is not as expected.</exception>
    public LedgerAssumptions Read(ParseResult parsed) => new(
        parsed.GetValue(_watts) is { } watts ? Quantity.Amount("--watts-per-core", watts) : Usual.WattsPerCore,
        parsed.GetValue(_carbon) is { } carbon ? Quantity.Amount("--carbon-intensity", carbon) : Usual.GramsPerKilowattHour);
}
